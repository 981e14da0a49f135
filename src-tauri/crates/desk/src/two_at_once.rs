//! Several files at once, one on each of the two cores that every machine has.

use std::cmp::Reverse;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use usage::reader::Watcher;

/// Does the work on all items, two at a time, and gives what came of it in the order of the items. The largest by `size` come first,
/// so that both are done at about the same time. Each of the two has a state of its own.
pub(crate) fn two_at_once<T: Sync, S: Default, R: Send>(
    items: &[T],
    size: impl Fn(&T) -> u64,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_cached_key(|&place| Reverse(size(&items[place])));
    let next = AtomicUsize::new(0);
    let take = || {
        let mut state = S::default();
        let mut done = Vec::new();
        while let Some(&place) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((place, work(&mut state, &items[place])));
        }
        done
    };
    let mut done = std::thread::scope(|scope| {
        let aside = (items.len() > 1).then(|| scope.spawn(take));
        let mut done = take();
        done.extend(
            aside.map(|aside| aside.join().unwrap_or_else(|panic| resume_unwind(panic))).unwrap_or_default(),
        );
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Tells how far files are together that are read at once.
pub(crate) struct Together<'a> {
    watcher: &'a dyn Watcher,
    bytes: AtomicU64,
    accounts: AtomicU64,
}

impl<'a> Together<'a> {
    pub(crate) const fn new(watcher: &'a dyn Watcher) -> Self {
        Self { watcher, bytes: AtomicU64::new(0), accounts: AtomicU64::new(0) }
    }

    /// Looks on while one of the files is read.
    pub(crate) const fn one(&self) -> OneOf<'_> {
        OneOf { together: self, bytes: AtomicU64::new(0), accounts: AtomicU64::new(0) }
    }
}

/// One of the files, and how much of it is in the sum.
pub(crate) struct OneOf<'a> {
    together: &'a Together<'a>,
    bytes: AtomicU64,
    accounts: AtomicU64,
}

impl Watcher for OneOf<'_> {
    fn progress(&self, bytes: u64, accounts: u64) {
        let add = |sum: &AtomicU64, own: &AtomicU64, now: u64| {
            let more = now.saturating_sub(own.swap(now, Ordering::Relaxed));
            sum.fetch_add(more, Ordering::Relaxed) + more
        };
        let bytes = add(&self.together.bytes, &self.bytes, bytes);
        let accounts = add(&self.together.accounts, &self.accounts, accounts);
        self.together.watcher.progress(bytes, accounts);
    }

    fn cancelled(&self) -> bool {
        self.together.watcher.cancelled()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Barrier, Mutex};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_and_the_largest_item_is_first() {
        let begun = Mutex::new(Vec::new());
        let sizes = [3_u64, 9, 1, 4];
        let doubled = two_at_once(
            &sizes,
            |size| *size,
            |(), size| {
                begun.lock().unwrap().push(*size);
                size * 2
            },
        );
        assert_eq!(doubled, [6, 18, 2, 8]);
        assert!(begun.lock().unwrap()[..2].contains(&9), "whichever of the two took it");
        assert!(two_at_once(&[], |size: &u64| *size, |(), size| *size).is_empty());
    }

    #[test]
    fn two_are_worked_on_at_once() {
        let both = Barrier::new(2);
        // Neither would end alone.
        two_at_once(
            &[1, 1],
            |_| 1,
            |(), _| {
                both.wait();
            },
        );
    }

    #[test]
    fn files_that_are_read_at_once_are_one_sum() {
        struct Last(Mutex<(u64, u64)>);
        impl Watcher for Last {
            fn progress(&self, bytes: u64, accounts: u64) {
                *self.0.lock().unwrap() = (bytes, accounts);
            }

            fn cancelled(&self) -> bool {
                true
            }
        }
        let last = Last(Mutex::default());
        let together = Together::new(&last);
        let (one, other) = (together.one(), together.one());
        one.progress(10, 1);
        other.progress(5, 2);
        one.progress(30, 4);
        assert_eq!(*last.0.lock().unwrap(), (35, 6));
        assert!(one.cancelled(), "who stops one stops all");
    }
}
