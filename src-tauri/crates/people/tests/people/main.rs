//! Whole counts: the rules as a table of cases, laws that hold for every world, and enterprises of which the truth is
//! known.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod enterprise;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod model;
#[cfg(test)]
mod said;
#[cfg(test)]
mod truths;
#[cfg(test)]
mod world;
#[cfg(test)]
mod worlds;
