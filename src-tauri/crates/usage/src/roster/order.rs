//! Rows in another order, or fewer of them: numbers are arranged, and nothing is copied.

use std::cmp::Ordering;
use std::ops::Range;

use super::search::{Needle, compare_folded, folded};
use super::{Roster, SignedIn};

/// A column by which accounts are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountColumn {
    /// The order of the file.
    Place,
    /// The id.
    Id,
    /// The login.
    Login,
    /// The primary e-mail.
    PrimaryEmail,
    /// The name.
    Name,
    /// The role.
    Role,
    /// Site administrators, behind those that are none.
    SiteAdmin,
    /// Suspended accounts, behind those that are not.
    Suspended,
    /// Dormant accounts, behind those that are not.
    Dormant,
    /// Accounts that somebody signed in with, behind those without a sign of it.
    SignedIn,
    /// When it was made.
    CreatedAt,
    /// When it was last active.
    LastActive,
}

/// Which accounts are wanted.
#[derive(Clone, Debug)]
pub enum Condition<'a> {
    /// Those whose login, name or e-mail holds a text.
    Holds(&'a Needle),
    /// The one of this id.
    Id(u64),
    /// Those of a role, or without one.
    Role(Option<&'a str>),
    /// Those that are site administrators, that are not, or of which it is not told.
    SiteAdmin(Option<bool>),
    /// Those that are suspended, that are not, or of which it is not told.
    Suspended(Option<bool>),
    /// Those that are dormant, that are not, or of which it is not told.
    Dormant(Option<bool>),
    /// Those with this sign of somebody who signed in.
    SignedIn(SignedIn),
    /// Those that have a primary e-mail, or have none.
    HasPrimaryEmail(bool),
    /// Those made within some time, in seconds since 1970 UTC.
    CreatedAt(Range<i64>),
    /// Those last active within some time, in seconds since 1970 UTC.
    LastActive(Range<i64>),
}

/// What a row is sorted by, as far as it fits into a number. Blanks are behind all else.
const BLANK: u128 = u128::MAX;

impl Roster {
    /// All rows, in the order of the file.
    pub fn rows(&self) -> Vec<u32> {
        // Rows are numbered by 32 bits, which `push` sees to.
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).collect()
    }

    /// Leaves only those of the rows whose accounts are wanted, in the order that they have.
    pub fn filter(&self, rows: &mut Vec<u32>, condition: &Condition<'_>) {
        match condition {
            Condition::Holds(needle) => {
                let mut found = vec![0_u64; self.len().div_ceil(64)];
                for row in self.search(needle) {
                    found[row as usize / 64] |= 1 << (row % 64);
                }
                rows.retain(|&row| {
                    found.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 != 0)
                });
            }
            Condition::Id(id) => rows.retain(|&row| self.id(row) == Some(*id)),
            Condition::Role(role) => rows.retain(|&row| self.role(row) == *role),
            Condition::SiteAdmin(told) => rows.retain(|&row| self.site_admin(row) == *told),
            Condition::Suspended(told) => rows.retain(|&row| self.suspended(row) == *told),
            Condition::Dormant(told) => rows.retain(|&row| self.dormant(row) == *told),
            Condition::SignedIn(sign) => rows.retain(|&row| self.signed_in(row) == *sign),
            Condition::HasPrimaryEmail(has) => rows.retain(|&row| self.primary_email(row).is_some() == *has),
            Condition::CreatedAt(time) => rows.retain(|&row| is_in(time, self.created_at(row))),
            Condition::LastActive(time) => rows.retain(|&row| is_in(time, self.last_active(row))),
        }
    }

    /// Sorts rows by a column. Blanks come last in both directions, and rows that are equal in the column keep the order of the
    /// file.
    ///
    /// Texts are sorted without letter case, by the numbers of their characters: what is right for Swedish or Japanese readers
    /// depends on the reader, and on what no file tells.
    pub fn sort(&self, rows: &mut [u32], column: AccountColumn, is_descending: bool) {
        let text = Self::text_of(column);
        let mut keyed: Vec<(u128, u32)> = rows.iter().map(|&row| (self.key(column, row), row)).collect();
        keyed.sort_unstable_by(|(key, row), (other_key, other)| {
            let by_value = match (key, other_key) {
                (&BLANK, &BLANK) => Ordering::Equal,
                (&BLANK, _) => return Ordering::Greater,
                (_, &BLANK) => return Ordering::Less,
                _ => key.cmp(other_key).then_with(|| match text {
                    Some(text) => compare_folded(text(self, *row), text(self, *other)),
                    None => Ordering::Equal,
                }),
            };
            if is_descending { by_value.reverse() } else { by_value }.then(row.cmp(other))
        });
        for (place, (_, row)) in rows.iter_mut().zip(keyed) {
            *place = row;
        }
    }

    /// How a text column is read, where a number cannot hold all of its value.
    fn text_of(column: AccountColumn) -> Option<fn(&Self, u32) -> &str> {
        Some(match column {
            AccountColumn::Login => |roster, row| roster.login(row).unwrap_or_default(),
            AccountColumn::PrimaryEmail => |roster, row| roster.primary_email(row).unwrap_or_default(),
            AccountColumn::Name => |roster, row| roster.name(row).unwrap_or_default(),
            AccountColumn::Role => |roster, row| roster.role(row).unwrap_or_default(),
            _ => return None,
        })
    }

    fn key(&self, column: AccountColumn, row: u32) -> u128 {
        let flag = |told: Option<bool>| told.map_or(BLANK, u128::from);
        let moment =
            |seconds: Option<i64>| seconds.and_then(|seconds| seconds.try_into().ok()).unwrap_or(BLANK);
        match column {
            AccountColumn::Place => u128::from(row),
            AccountColumn::Id => self.id(row).map_or(BLANK, u128::from),
            AccountColumn::Login => text_key(self.login(row)),
            AccountColumn::PrimaryEmail => text_key(self.primary_email(row)),
            AccountColumn::Name => text_key(self.name(row)),
            AccountColumn::Role => text_key(self.role(row)),
            AccountColumn::SiteAdmin => flag(self.site_admin(row)),
            AccountColumn::Suspended => flag(self.suspended(row)),
            AccountColumn::Dormant => flag(self.dormant(row)),
            AccountColumn::SignedIn => match self.signed_in(row) {
                SignedIn::NotTold => BLANK,
                SignedIn::NoSign => 0,
                SignedIn::Yes => 1,
            },
            AccountColumn::CreatedAt => moment(self.created_at(row)),
            AccountColumn::LastActive => moment(self.last_active(row)),
        }
    }
}

fn is_in(time: &Range<i64>, seconds: Option<i64>) -> bool {
    seconds.is_some_and(|seconds| time.contains(&seconds))
}

/// The first characters of a text, as a number that sorts as they do: as many of its folded bytes as fit. No text begins with
/// the byte that a blank has.
fn text_key(text: Option<&str>) -> u128 {
    let Some(text) = text else {
        return BLANK;
    };
    let mut key = [0; size_of::<u128>()];
    if text.is_ascii() {
        for (place, byte) in key.iter_mut().zip(text.bytes()) {
            *place = byte.to_ascii_lowercase();
        }
        return u128::from_be_bytes(key);
    }
    let mut length = 0;
    for character in folded(text) {
        let mut bytes = [0; 4];
        for &byte in character.encode_utf8(&mut bytes).as_bytes() {
            let Some(place) = key.get_mut(length) else {
                return u128::from_be_bytes(key);
            };
            *place = byte;
            length += 1;
        }
    }
    u128::from_be_bytes(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{Account, Located};

    fn roster(logins: &[Option<&str>]) -> Roster {
        let mut roster = Roster::new(Located::Line);
        for (place, login) in (0..).zip(logins) {
            let account = Account {
                id: Some(u64::from(place) % 3),
                login: *login,
                suspended: [None, Some(true), Some(false)][place as usize % 3],
                created_at: (place != 1).then_some(i64::from(place) * 10),
                place,
                ..Account::default()
            };
            roster.push(&account).expect("room");
        }
        roster
    }

    fn sorted(roster: &Roster, column: AccountColumn, is_descending: bool) -> Vec<u32> {
        let mut rows = roster.rows();
        roster.sort(&mut rows, column, is_descending);
        rows
    }

    #[test]
    fn texts_are_sorted_without_letter_case_and_beyond_what_a_number_holds() {
        let logins = ["mona-lisa-of-paris-b", "Kai", "MONA-LISA-OF-PARIS-A", "ÉLAN", "élan", "zoe", "mona"];
        let roster = roster(&[&logins.map(Some)[..], &[None, Some("kai")]].concat());
        assert_eq!(sorted(&roster, AccountColumn::Login, false), [1, 8, 6, 2, 0, 5, 3, 4, 7], "rising");
        assert_eq!(
            sorted(&roster, AccountColumn::Login, true),
            [3, 4, 5, 0, 2, 6, 1, 8, 7],
            "falling, blanks last"
        );
    }

    #[test]
    fn numbers_flags_and_moments_are_sorted_with_blanks_last() {
        let roster = roster(&[None; 4]);
        assert_eq!(
            sorted(&roster, AccountColumn::Id, false),
            [0, 3, 1, 2],
            "equal ids in the order of the file"
        );
        assert_eq!(sorted(&roster, AccountColumn::Id, true), [2, 1, 0, 3], "the other way round too");
        assert_eq!(sorted(&roster, AccountColumn::Suspended, true), [1, 2, 0, 3], "not told is behind both");
        assert_eq!(sorted(&roster, AccountColumn::CreatedAt, true), [3, 2, 0, 1], "the latest first");
    }

    #[test]
    fn a_filter_keeps_the_order_that_rows_have() {
        let roster = roster(&[Some("mona"), Some("kai"), Some("Ramona"), None]);
        let mut rows = vec![3, 2, 1, 0];
        roster.filter(&mut rows, &Condition::Holds(&Needle::new("MONA")));
        assert_eq!(rows, [2, 0], "found in any letter case");
        roster.filter(&mut rows, &Condition::Suspended(None));
        assert_eq!(rows, [0], "of which it is not told");
        let mut rows = roster.rows();
        roster.filter(&mut rows, &Condition::CreatedAt(10..21));
        assert_eq!(rows, [2], "one has no moment, the others have another");
    }
}
