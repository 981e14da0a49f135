//! The cloud's records: one for every login, then one for every row without a login.
//!
//! A cloud account is a row with a login; the same login twice is one (letter case does not matter in a login, which is
//! assumed, since GitHub takes them so). Records of logins are numbered in the order of their logins, byte by byte.
//!
//! Assumed: rows without a login that list the same account are one record, since an account is one person's.

use std::collections::HashMap;

use usage::outside::host_key;
use usage::roster::{ConsumedRoster, ServerUserId};

use crate::both::both;
use crate::email::digest_of_login;
use crate::evidence::Evidence;

const PENDING: u8 = 1;
const VISUAL_STUDIO: u8 = 2;

/// Stands for none where a number is expected.
pub(crate) const NONE: u32 = u32::MAX;

/// An account on a server that a row lists. Before servers are known, `server` is the place of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Listing {
    pub(crate) server: u32,
    pub(crate) id: u64,
    /// The row, and later the record.
    pub(crate) record: u32,
}

/// The accounts that the cloud's rows list, and the hosts that they name.
#[derive(Default)]
pub(crate) struct Listings {
    pub(crate) hosts: Vec<String>,
    pub(crate) all: Vec<Listing>,
    /// Texts that name no account.
    pub(crate) unreadable: u64,
}

impl Listings {
    /// Reads what every row lists.
    pub(crate) fn read(roster: &ConsumedRoster) -> Self {
        let mut listings = Self::default();
        let mut by_spelling: HashMap<&str, u32> = HashMap::new();
        let mut by_host: HashMap<String, u32> = HashMap::new();
        let mut last: Option<(&str, u32)> = None;
        for row in rows(roster) {
            for text in roster.server_user_ids(row) {
                let Some(ServerUserId { host, id }) = ServerUserId::parse(text) else {
                    listings.unreadable += 1;
                    continue;
                };
                let server = match last {
                    Some((spelling, server)) if spelling == host => server,
                    _ => *by_spelling.entry(host).or_insert_with(|| {
                        *by_host.entry(host_key(host)).or_insert_with_key(|key| {
                            listings.hosts.push(key.clone());
                            u32::try_from(listings.hosts.len() - 1).unwrap_or(NONE)
                        })
                    }),
                };
                last = Some((host, server));
                listings.all.push(Listing { server, id, record: row });
            }
        }
        listings
    }
}

/// The rows of a roster, by their numbers.
pub(crate) fn rows(roster: &ConsumedRoster) -> std::ops::Range<u32> {
    0..u32::try_from(roster.len()).unwrap_or(u32::MAX)
}

/// All records.
#[derive(Default)]
pub(crate) struct Records {
    /// How many records have a login; these come first.
    pub(crate) logins: u32,
    /// The rows of every record, record after record.
    rows: Vec<u32>,
    /// Where the rows of each record begin, and at last where all end.
    starts: Vec<u32>,
    /// The digest of each login in the upper half, its record in the lower; in order.
    by_digest: Vec<u64>,
    /// What each record is, in a few flags.
    traits: Vec<u8>,
    /// Rows with neither a login nor a readable account.
    pub(crate) bare_rows: Vec<u32>,
    /// How many logins stand on several rows.
    pub(crate) repeated: u64,
}

impl Records {
    /// Numbers the records, and turns the listings' rows into records, in order of (server, id, record) and each once.
    /// Their servers are known.
    pub(crate) fn of(roster: &ConsumedRoster, listings: &mut Vec<Listing>) -> Self {
        let number_logins = || {
            let mut record_of = vec![NONE; roster.len()];
            let mut records = Self::default();
            records.number_logins(roster, &mut record_of);
            (records, record_of)
        };
        let ((mut records, mut record_of), ()) = both(number_logins, || listings.sort_unstable());
        let last = number_rows_without_login(records.logins, listings, &mut record_of);
        for listing in listings.iter_mut() {
            listing.record = record_of[listing.record as usize];
        }
        // Only those of one account can be out of order now.
        for run in listings.chunk_by_mut(|one, other| (one.server, one.id) == (other.server, other.id)) {
            run.sort_unstable();
        }
        listings.dedup();
        records.gather(last, &record_of);
        records.bare_rows = bare_rows(roster, &record_of);
        let mut traits = vec![0; records.len() as usize];
        for record in records.by_row(roster) {
            traits[record as usize] = records.rows_of(record).iter().fold(PENDING, |traits, &row| {
                let pending = if is_pending(roster, row) { PENDING } else { 0 };
                let visual_studio = if is_visual_studio(roster, row) { VISUAL_STUDIO } else { 0 };
                traits & (pending | VISUAL_STUDIO) | visual_studio
            });
        }
        records.traits = traits;
        records
    }

    fn number_logins(&mut self, roster: &ConsumedRoster, record_of: &mut [u32]) {
        let login = |row: u32| roster.login(row).unwrap_or_default();
        self.by_digest = rows(roster)
            .filter(|&row| roster.login(row).is_some())
            .map(|row| digest_of_login(login(row)) >> 32 << 32 | u64::from(row))
            .collect();
        self.by_digest.sort_unstable();
        let same_digest = |one: &u64, other: &u64| one >> 32 == other >> 32;
        // Rows whose login another row stands for: of several, the one with the smallest spelling.
        let mut doubles: Vec<(u32, u32)> = Vec::new();
        for run in self.by_digest.chunk_by(same_digest).filter(|run| run.len() > 1) {
            let mut left: Vec<u32> = run.iter().map(|&entry| low(entry)).collect();
            left.sort_unstable_by_key(|&row| (login(row), row));
            while let Some(&first) = left.first() {
                left.retain(|&row| {
                    let same = login(row).eq_ignore_ascii_case(login(first));
                    if same && row != first {
                        doubles.push((first, row));
                    }
                    !same
                });
            }
        }
        doubles.sort_unstable_by_key(|&(_, row)| row);
        let mut passed = doubles.iter().map(|&(_, row)| row).peekable();
        let mut standing: Vec<(u64, u32)> = Vec::with_capacity(self.by_digest.len() - doubles.len());
        let with_login = rows(roster).filter(|&row| roster.login(row).is_some());
        standing.extend(with_login.filter(|&row| passed.next_if_eq(&row).is_none()).map(|row| (0, row)));
        sort_by_text(&mut standing, &login, 0);
        for (record, &(_, row)) in (0_u32..).zip(&standing) {
            record_of[row as usize] = record;
            self.logins = record + 1;
        }
        let mut repeated: Vec<u32> = Vec::new();
        for (first, row) in doubles {
            record_of[row as usize] = record_of[first as usize];
            repeated.push(first);
        }
        repeated.sort_unstable();
        repeated.dedup();
        self.repeated = repeated.len() as u64;
        for entry in &mut self.by_digest {
            *entry = *entry >> 32 << 32 | u64::from(record_of[low(*entry) as usize]);
        }
        for run in self.by_digest.chunk_by_mut(same_digest) {
            run.sort_unstable();
        }
        self.by_digest.dedup();
    }

    /// Lays the rows of every record beside each other.
    fn gather(&mut self, records: u32, record_of: &[u32]) {
        let mut starts = vec![0_u32; records as usize + 1];
        for &record in record_of.iter().filter(|&&record| record != NONE) {
            starts[record as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        self.rows = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for (row, &record) in (0_u32..).zip(record_of).filter(|&(_, &record)| record != NONE) {
            let place = &mut next[record as usize];
            self.rows[*place as usize] = row;
            *place += 1;
        }
        self.starts = starts;
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(NONE)
    }

    /// Whether a login is a pending invitation and nothing else.
    pub(crate) fn is_pending(&self, login: u32) -> bool {
        login < self.logins && self.traits[login as usize] & PENDING != 0
    }

    /// Whether the cloud calls this record's person a Visual Studio user.
    pub(crate) fn is_visual_studio(&self, record: u32) -> bool {
        self.traits.get(record as usize).is_some_and(|traits| traits & VISUAL_STUDIO != 0)
    }

    /// The rows of a record.
    pub(crate) fn rows_of(&self, record: u32) -> &[u32] {
        let record = record as usize;
        match (self.starts.get(record), self.starts.get(record + 1)) {
            (Some(&start), Some(&end)) => &self.rows[start as usize..end as usize],
            _ => &[],
        }
    }

    /// All records in the order of their first rows: their texts lie in that order, and are read many times faster in it.
    pub(crate) fn by_row(&self, roster: &ConsumedRoster) -> Vec<u32> {
        let mut of_row = vec![NONE; roster.len()];
        for record in 0..self.len() {
            if let Some(&row) = self.rows_of(record).first() {
                of_row[row as usize] = record;
            }
        }
        of_row.retain(|&record| record != NONE);
        of_row
    }

    /// The record of a login, in any letter case.
    pub(crate) fn find(&self, roster: &ConsumedRoster, login: &str) -> Option<u32> {
        let digest = digest_of_login(login) >> 32;
        let start = self.by_digest.partition_point(|entry| entry >> 32 < digest);
        let run = self.by_digest[start..].iter().take_while(|&entry| entry >> 32 == digest);
        run.map(|&entry| low(entry)).find(|&record| self.login(roster, record).eq_ignore_ascii_case(login))
    }

    /// The login of a record: of several spellings, the smallest.
    pub(crate) fn login<'a>(&self, roster: &'a ConsumedRoster, record: u32) -> &'a str {
        let logins = self.rows_of(record).iter().filter_map(|&row| roster.login(row));
        logins.min().unwrap_or_default()
    }

    /// One of the primary e-mails that a record lists for its accounts, by its place among them.
    pub(crate) fn listed_email<'a>(
        &self,
        roster: &'a ConsumedRoster,
        record: u32,
        nth: u32,
    ) -> Option<&'a str> {
        let rows = self.rows_of(record).iter();
        rows.flat_map(|&row| roster.server_primary_emails(row)).nth(nth as usize)
    }

    /// One of the verified e-mails of a record's login, by its place among them.
    pub(crate) fn verified_email<'a>(
        &self,
        roster: &'a ConsumedRoster,
        record: u32,
        nth: u32,
    ) -> Option<&'a str> {
        let rows = self.rows_of(record).iter();
        rows.flat_map(|&row| roster.verified_emails(row)).nth(nth as usize)
    }

    /// How many bytes of memory it takes.
    pub(crate) fn bytes_held(&self) -> usize {
        (self.rows.capacity() + self.starts.capacity() + self.bare_rows.capacity()) * size_of::<u32>()
            + self.by_digest.capacity() * size_of::<u64>()
            + self.traits.capacity()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is wanted")]
pub(crate) const fn low(entry: u64) -> u32 {
    entry as u32
}

/// Sorts rows by their texts, byte by byte. Eight bytes at a time are fetched from each text, in the order in which texts lie as
/// far as that is known, and compared as one number.
fn sort_by_text<'a>(rows: &mut [(u64, u32)], text: &impl Fn(u32) -> &'a str, from: usize) {
    const FEW: usize = 16;
    const FAR: usize = 64;
    if rows.len() <= FEW || from >= FAR {
        rows.sort_unstable_by(|(_, one), (_, other)| text(*one).cmp(text(*other)));
        return;
    }
    for (bytes, row) in rows.iter_mut() {
        *bytes = eight_bytes(text(*row).as_bytes().get(from..).unwrap_or_default());
    }
    rows.sort_unstable();
    for run in rows.chunk_by_mut(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
        sort_by_text(run, text, from + size_of::<u64>());
    }
}

/// The first eight bytes of a text, as a number that compares as they do. No text has a zero byte, which stands for its end.
fn eight_bytes(text: &[u8]) -> u64 {
    if let Some(first) = text.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    let mut first = [0_u8; 8];
    first[..text.len()].copy_from_slice(text);
    u64::from_be_bytes(first)
}

/// Numbers rows without a login, in the order of the first account that each lists; gives how many records there are then.
fn number_rows_without_login(logins: u32, listings: &[Listing], record_of: &mut [u32]) -> u32 {
    let has_login: Vec<bool> = record_of.iter().map(|&record| record != NONE).collect();
    // Rows that list one account point to the first such row.
    let mut first_of: Vec<u32> = (0..u32::try_from(record_of.len()).unwrap_or(NONE)).collect();
    let nameless = |listing: &&Listing| !has_login[listing.record as usize];
    for run in listings.chunk_by(|one, other| (one.server, one.id) == (other.server, other.id)) {
        let mut rows = run.iter().filter(nameless).map(|listing| listing.record);
        if let Some(first) = rows.next() {
            for row in rows {
                crate::groups::unite(&mut first_of, first, row);
            }
        }
    }
    let mut next = logins;
    for listing in listings.iter().filter(nameless) {
        let first = crate::groups::find(&mut first_of, listing.record) as usize;
        if record_of[first] == NONE {
            record_of[first] = next;
            next += 1;
        }
        record_of[listing.record as usize] = record_of[first];
    }
    next
}

/// Rows that no record has, by what they say, so that their order in the file does not show.
fn bare_rows(roster: &ConsumedRoster, record_of: &[u32]) -> Vec<u32> {
    let mut bare: Vec<u32> = rows(roster)
        .filter(|&row| record_of.get(row as usize).is_none_or(|&record| record == NONE))
        .collect();
    bare.sort_by_cached_key(|&row| {
        roster.user(row).map(|user| {
            let texts = [user.name, user.saml_name_id, user.visual_studio_email, user.license_type];
            let mut said: Vec<String> = texts.into_iter().flatten().map(str::to_owned).collect();
            said.extend(
                user.verified_emails.iter().chain(user.server_primary_emails.iter()).map(str::to_owned),
            );
            said
        })
    });
    bare
}

/// Whether a row is a pending invitation and nothing else.
///
/// The cloud lists `Pending invitation` and `Pending outside collaborator invitation` among the enterprise roles. Assumed:
/// where every role is of that kind, or there is no role at all but an organization with a pending invitation, the person
/// is only invited.
fn is_pending(roster: &ConsumedRoster, row: u32) -> bool {
    let roles = roster.enterprise_roles(row);
    let invited = if roles.is_empty() {
        !roster.orgs_with_pending_invites(row).is_empty()
    } else {
        let pending = |role: &str| role.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("pending"));
        roles.iter().all(pending)
    };
    invited && roster.member_roles(row).is_empty()
}

/// Whether a row says that its person takes a Visual Studio license: by its license type, or by
/// `visual_studio_subscription_user`.
fn is_visual_studio(roster: &ConsumedRoster, row: u32) -> bool {
    let by_type = roster.license_type(row).and_then(|license_type| license_type.get(..13));
    by_type.is_some_and(|start| start.eq_ignore_ascii_case("visual studio"))
        || roster.visual_studio_user(row) == Some(true)
}

/// The cloud's rows, if there are any.
pub(crate) fn roster(evidence: &Evidence) -> Option<&ConsumedRoster> {
    evidence.cloud.as_ref().map(|cloud| &*cloud.roster)
}

#[cfg(test)]
mod tests {
    use super::sort_by_text;

    #[test]
    fn texts_are_sorted_byte_by_byte_however_long_their_beginnings_agree() {
        let long = "mona-".repeat(20);
        let mut texts: Vec<String> = (0..300).map(|number| format!("user-{}", number * 7 % 300)).collect();
        texts.extend((0..40).map(|number| format!("{long}{}", 40 - number)));
        texts.extend(
            ["", "\u{ff4d}ona", "user-", "user", "USER-1", &long, &long[..8], &long[..16]].map(str::to_owned),
        );
        let mut rows: Vec<(u64, u32)> =
            (0..u32::try_from(texts.len()).unwrap()).map(|row| (0, row)).collect();
        sort_by_text(&mut rows, &|row| texts[row as usize].as_str(), 0);
        let sorted: Vec<&String> = rows.iter().map(|&(_, row)| &texts[row as usize]).collect();
        let mut expected: Vec<&String> = texts.iter().collect();
        expected.sort();
        assert_eq!(sorted, expected);
    }
}
