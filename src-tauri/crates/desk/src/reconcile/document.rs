//! The number, its range and its reasons, as scripts read them.

use people::Finding as Noticed;
use usage::Severity;
use usage::outside::visible;

use super::Reckoned;
use crate::answers::{
    AccountTotals, CloudTotals, LicenseNumbers, LicenseTypes, PeopleCode, PeopleDocument, PeopleFinding,
    ReasonLine, StepLine,
};

impl Reckoned {
    /// The number, its range and its reasons: `seatbridge.people/1`.
    pub fn document(&self) -> PeopleDocument {
        let numbers = self.people.numbers();
        let licenses = numbers.licenses;
        let cloud = self.people.evidence().cloud.as_ref();
        PeopleDocument {
            schema: "seatbridge.people/1",
            // Of a file with an error not everybody is known: what could be read of it is counted, and the rest is missing.
            complete: numbers.complete && !self.has_errors(),
            unknown_servers: numbers.unknown_servers.iter().map(|server| visible(server, 255)).collect(),
            accounts: AccountTotals {
                total: numbers.accounts.total,
                counted: numbers.accounts.counted,
                suspended: numbers.accounts.suspended,
            },
            licenses: LicenseNumbers {
                low: licenses.low,
                documented: licenses.documented,
                high: licenses.high,
                planned: self.planned.as_ref().map(|planned| planned.licenses),
                unseen: licenses.unseen,
                by_type: LicenseTypes {
                    enterprise: licenses.enterprise,
                    visual_studio: licenses.visual_studio,
                },
            },
            cloud: cloud.and_then(|cloud| {
                Some(CloudTotals { consumed: cloud.consumed?, purchased: cloud.purchased })
            }),
            waterfall: numbers
                .waterfall
                .iter()
                .map(|step| StepLine { step: step.name, change: step.change, total: step.total })
                .collect(),
            difference: self
                .people
                .difference()
                .map(|difference| difference.parts)
                .unwrap_or_default()
                .into_iter()
                .map(|part| ReasonLine { reason: part.reason, change: part.change })
                .collect(),
            counted_twice: self.near.as_ref().map(|near| near.counted_twice),
            near_misses: self.near.as_ref().map(|near| near.all.len() as u64),
            dormant_freeable: numbers.dormant_freeable,
            findings: self.findings(),
        }
    }

    fn has_errors(&self) -> bool {
        self.of_files.iter().any(|(_, finding)| finding.severity == Severity::Error)
            || self.people.findings().iter().any(|finding| finding.severity() == Severity::Error)
    }

    fn findings(&self) -> Vec<PeopleFinding> {
        let of_files = self.of_files.iter().map(|(file, finding)| PeopleFinding {
            code: PeopleCode::OfFile(finding.code),
            severity: finding.severity,
            at: finding.at.clone(),
            params: finding.params.clone(),
            file: file.clone(),
        });
        let of_people = self.people.findings().iter().map(|finding| of_count(finding, None));
        of_files.chain(of_people).chain(self.of_plan.iter().cloned()).collect()
    }
}

/// A finding of the count, its texts made safe to show.
pub(super) fn of_count(finding: &Noticed, file: Option<String>) -> PeopleFinding {
    PeopleFinding {
        code: PeopleCode::OfCount(finding.code),
        severity: finding.severity(),
        at: None,
        params: finding.params.iter().map(|(name, value)| ((*name).to_owned(), shown(value))).collect(),
        file,
    }
}

/// A value whose texts are as the files have them, made safe to show.
fn shown(value: &usage::Param) -> usage::Param {
    match value {
        usage::Param::Number(number) => usage::Param::Number(*number),
        usage::Param::Text(text) => usage::Param::Text(visible(text, 600)),
        usage::Param::List(list) => usage::Param::List(list.iter().map(|text| visible(text, 600)).collect()),
    }
}
