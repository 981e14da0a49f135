//! Two things at once, for the two cores that every machine has.

/// Does one thing on another thread while the other is done here. A panic of either is this function's.
pub(crate) fn both<A: Send, B>(aside: impl FnOnce() -> A + Send, here: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let aside = scope.spawn(aside);
        let here = here();
        let aside = aside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (aside, here)
    })
}
