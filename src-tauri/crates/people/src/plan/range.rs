//! The whole range with a plan over the count, for who tries something out.

use super::{Plan, Planned, Sheet};
use crate::accounts::{counts_in_low, flag};
use crate::count::People;
use crate::number::taken;

/// How many licenses are taken with a plan over the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedRange {
    /// With what is only assumed.
    pub low: u64,
    /// By the documented rules.
    pub documented: u64,
    /// If the cloud does not release what is gone. What it remembers of a server that a what-if took away is gone with it.
    pub high: u64,
}

impl People {
    /// Counts with a plan over the count, as [`People::plan`] does, and the ends of the range with it.
    pub fn plan_range(&self, plan: &Plan) -> (Planned, PlannedRange) {
        let (mut planned, sheet) = self.lay(plan);
        let groups = self.regroup(&sheet, true);
        let documented = self.documented_with(&sheet, &groups.exact);
        planned.licenses = documented;
        let may_be_free = self.invitations_may_be_free();
        let is_free = |login: u32| may_be_free && self.records.is_pending(login);
        let login_counts = |login: u32| !(sheet.excluded.contains(&login) || is_free(login));
        let folded = groups.folded.as_ref().unwrap_or(&groups.exact);
        let low = taken(folded, &sheet.flags, counts_in_low, self.records.logins, &login_counts);
        let high = documented + self.released_with(&sheet);
        (planned, PlannedRange { low, documented, high })
    }

    fn released_with(&self, sheet: &Sheet) -> u64 {
        let is_there = |account: u32| sheet.flags[account as usize] & flag::ABSENT == 0;
        let is_known = |server: u32| !sheet.dropped.contains(&server);
        self.released_of(&is_known, &is_there).len() as u64
    }
}
