//! People whom the cloud's report lists and who take no license here: the parts of the difference that nobody in a list of people stands
//! behind.

use std::sync::Arc;

use people::Behind;
use usage::outside::visible;
use usage::roster::{List, Located, ServerUserId};

use super::Table;
use super::number::reason;
use crate::answers::{AccountEvidence, CloudPeople, CloudPerson, DifferenceReason};
use crate::{Desk, Failure};

/// How many are given at once at the most.
const MOST: usize = 500;

/// A page of those behind a part of the difference.
pub(crate) fn cloud_people(
    desk: &Arc<Desk>,
    asked: DifferenceReason,
    from: u32,
    count: u32,
) -> Result<CloudPeople, Failure> {
    let world = desk.world()?;
    let table = super::table_at_hand(desk, &world)?;
    let parts = table.difference().into_iter().flat_map(|difference| &difference.parts);
    let behind: Vec<Behind> = parts
        .filter(|part| reason(part.reason) == asked)
        .flat_map(|part| part.behind.iter().copied())
        .filter(|behind| !matches!(behind, Behind::Person(_)))
        .collect();
    let page = behind.iter().skip(from as usize).take((count as usize).min(MOST));
    Ok(CloudPeople {
        total: behind.len() as u64,
        from,
        people: page.map(|&behind| table.cloud_person(behind)).collect(),
    })
}

impl Table {
    fn cloud_person(&self, behind: Behind) -> CloudPerson {
        let rows = match &behind {
            Behind::Record(record) => self.people.rows_of_record(*record),
            Behind::Row(row) => std::slice::from_ref(row),
            Behind::Person(_) => &[],
        };
        let roster = self.people.evidence().cloud.as_ref().map(|cloud| &cloud.roster);
        let users = || rows.iter().filter_map(|&row| roster?.user(row));
        let texts = |lists: &mut dyn Iterator<Item = List<'_>>, show: fn(&str) -> String| {
            let mut texts: Vec<String> = lists.flatten().map(show).collect();
            texts.sort();
            texts.dedup();
            texts
        };
        CloudPerson {
            name: users().find_map(|user| user.name).map(|name| visible(name, 255)),
            accounts: texts(&mut users().map(|user| user.server_user_ids), |text| {
                let account =
                    ServerUserId::parse(text).map(|ServerUserId { host, id }| format!("{host}:{id}"));
                visible(account.as_deref().unwrap_or(text), 600)
            }),
            emails: texts(&mut users().map(|user| user.server_primary_emails), |text| visible(text, 320)),
            evidence: rows.first().and_then(|&row| self.evidence_of_cloud_row(row)),
        }
    }

    /// Where a row of the cloud's report stands in its files.
    pub(super) fn evidence_of_cloud_row(&self, row: u32) -> Option<AccountEvidence> {
        let last = self.cloud_files.partition_point(|file| file.rows.first_row <= row).checked_sub(1)?;
        let file = self.cloud_files.get(last)?;
        let place = self.people.evidence().cloud.as_ref()?.roster.user(row)?.place;
        Some(AccountEvidence {
            file: visible(&file.name, 255),
            place: match file.rows.located {
                Located::Line => place,
                // Records are counted from 0 in a roster, and from 1 by people.
                Located::Record => place + 1,
            },
            at: file.added_at.to_string(),
        })
    }
}
