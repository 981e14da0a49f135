//! The ledger from outside: folders on a real disk, several processes, and a process that is killed.

#[cfg(test)]
mod decisions;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod hand_overs;
#[cfg(test)]
mod history;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod originals;
#[cfg(test)]
mod reviews;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod servers;
#[cfg(test)]
mod worklist;
