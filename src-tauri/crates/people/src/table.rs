//! Who shares an e-mail.
//!
//! Every e-mail that can join anything is digested in its folded form, and the digests are sorted. Texts are compared only
//! where digests are equal, so that a collision costs time and never joins anybody. What is kept are the *classes* of uses
//! that share a folded e-mail, divided into those that share an exact one; e-mails that nobody shares are dropped. No text
//! is kept.

mod builder;
mod leaders;

use std::sync::OnceLock;

use crate::email::Letters;
use crate::records::low;

pub(crate) use builder::Builder;

/// What an e-mail is to its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The primary e-mail of an account.
    Primary,
    /// One of the primary e-mails of the accounts that a record lists.
    Listed,
    /// An attribute of the SAML identity of a record's login.
    Saml,
    /// An attribute of the SCIM identity of a record's login.
    Scim,
    /// A verified e-mail of a record's login.
    Verified,
    /// The user principal name of a Visual Studio subscription.
    Subscription,
}

impl Use {
    /// Whether it is an e-mail of a login, which a group can be linked by.
    pub(crate) const fn is_of_login(self) -> bool {
        matches!(self, Self::Saml | Self::Scim | Self::Verified)
    }
}

const USES: [Use; 6] = [Use::Primary, Use::Listed, Use::Saml, Use::Scim, Use::Verified, Use::Subscription];

/// One use of an e-mail: what it is to whom, and whether a class begins here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u64);

impl Entry {
    const BEGINS_FOLDED: u64 = 1 << 63;
    const BEGINS_EXACT: u64 = 1 << 62;

    /// The place of an e-mail takes 27 bits between the owner and the class.
    const NTH: u32 = 35;
    const NTH_END: u32 = 1 << 27;

    /// The use of an e-mail, in no class yet.
    pub(crate) const fn new(r#use: Use, owner: u32, nth: u32) -> Self {
        Self((nth as u64) << Self::NTH | (r#use as u64) << 32 | owner as u64)
    }

    /// What the e-mail is.
    pub(crate) fn r#use(self) -> Use {
        USES[(self.0 >> 32 & 7) as usize]
    }

    /// Which of its owner's e-mails of this use it is, where a record lists them.
    pub(crate) const fn nth(self) -> u32 {
        low(self.0 >> Self::NTH) & (Self::NTH_END - 1)
    }

    /// Whose: an account, a record, or a subscription.
    pub(crate) const fn owner(self) -> u32 {
        low(self.0)
    }

    /// Its place in a class: by what the e-mail is and whose, which the order of input never changes.
    pub(crate) const fn rank(self) -> (u64, u32) {
        (self.0 & ((1 << Self::NTH) - 1), self.nth())
    }

    const fn begins(self, letters: Letters) -> bool {
        let bit = match letters {
            Letters::Exact => Self::BEGINS_EXACT,
            Letters::Folded => Self::BEGINS_FOLDED,
        };
        self.0 & bit != 0
    }
}

/// The classes of e-mails that have several uses.
#[derive(Clone, Default)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    /// The places of uses by logins, by login; found when first asked for.
    by_login: OnceLock<Vec<u32>>,
    /// Whether some e-mails are one only when folded.
    pub(crate) folding_matters: bool,
    /// Values of identities whose login has no record.
    pub(crate) without_record: u64,
}

impl Table {
    /// The classes of a few e-mails in their exact form, each with its use.
    pub(crate) fn of_exact(mut uses: Vec<(String, Entry)>) -> Self {
        uses.sort_unstable_by(|one, other| (&one.0, one.1.0).cmp(&(&other.0, other.1.0)));
        let mut table = Self::default();
        for class in uses.chunk_by(|one, other| one.0 == other.0) {
            let at = table.entries.len();
            table.entries.extend(class.iter().map(|(_, entry)| *entry));
            table.entries[at].0 |= Entry::BEGINS_FOLDED | Entry::BEGINS_EXACT;
        }
        table
    }

    /// The classes of e-mails that are one in these letters, each as its uses.
    pub(crate) fn classes(&self, letters: Letters) -> impl Iterator<Item = &[Entry]> {
        self.entries.chunk_by(move |_, next| !next.begins(letters))
    }

    /// The use at a place.
    pub(crate) fn entry(&self, place: u32) -> Entry {
        self.entries[place as usize]
    }

    /// The class of the use at a place.
    pub(crate) fn class_around(&self, place: u32, letters: Letters) -> &[Entry] {
        let place = place as usize;
        let start = (0..=place).rev().find(|&at| self.entries[at].begins(letters)).unwrap_or_default();
        let behind = self.entries[place + 1..].iter().position(|entry| entry.begins(letters));
        let end = behind.map_or(self.entries.len(), |behind| place + 1 + behind);
        &self.entries[start..end]
    }

    /// The places of the e-mails of a record's login.
    pub(crate) fn uses_of_login(&self, record: u32) -> &[u32] {
        let owner = |place: &u32| self.entry(*place).owner();
        let by_login = self.by_login.get_or_init(|| {
            let mut places: Vec<u32> = (0_u32..)
                .zip(&self.entries)
                .filter(|(_, entry)| entry.r#use().is_of_login())
                .map(|(place, _)| place)
                .collect();
            places.sort_by_key(owner);
            places
        });
        let start = by_login.partition_point(|place| owner(place) < record);
        let count = by_login[start..].partition_point(|place| owner(place) == record);
        &by_login[start..start + count]
    }

    /// How many bytes of memory it takes.
    pub(crate) fn bytes_held(&self) -> usize {
        let by_login = self.by_login.get().map_or(0, Vec::capacity);
        self.entries.capacity() * size_of::<Entry>() + by_login * size_of::<u32>()
    }
}
