//! Who will take a license, reckoned from files alone: nothing is kept, nothing is sent, no ledger is opened. The headless `people`.
//!
//! Files are read two at a time, each with its people and unhashed (`read`); what names its own server stands for it, what does not is
//! paired as a review pairs it (`pairing`), unless the command line names its server. [`people`] does the rest; decisions come
//! from a file of their own (`decisions`), and what is told of it all stands in `document`, of each person in `persons`.

mod decisions;
mod document;
mod persons;
mod read;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

pub use people::evidence::{Billing, Options};
pub use people::{Code as Notice, Likeness, Reason, StepName, WhatIf};
use people::{NearMisses, People, Plan, Planned};
use usage::Finding;
use usage::reader::Watcher;

use crate::answers::PeopleFinding;
use read::{Read, evidence, given, read_all};

/// What is reckoned from.
#[derive(Clone, Debug, Default)]
pub struct PeopleRequest {
    /// Files and folders.
    pub files: Vec<PathBuf>,
    /// Reports whose server is named: its host, and the file, which need not stand among the others.
    pub hosts: Vec<(String, PathBuf)>,
    /// What no file tells.
    pub options: Options,
    /// A file of decisions, which move the planned number.
    pub decisions: Option<PathBuf>,
    /// What is tried out; it moves the planned number.
    pub what_ifs: Vec<WhatIf>,
    /// Whether to look for people who are probably counted twice. It takes a second look at every text.
    pub suggest: bool,
}

/// Everybody, counted, with what was noticed on the way.
pub struct Reckoned {
    people: People,
    /// Findings of files, each with the file's name; without one, of all files that are the cloud's report together.
    of_files: Vec<(Option<String>, Finding)>,
    /// The count with decisions and what-ifs over it; `None` where the file of decisions could not be read.
    planned: Option<Planned>,
    /// Findings of the plan.
    of_plan: Vec<PeopleFinding>,
    /// Who is probably counted twice; `None` where that was not asked.
    near: Option<NearMisses>,
}

/// Reads everything that is given, and counts.
pub fn reckon(request: &PeopleRequest, watcher: &dyn Watcher) -> Reckoned {
    let mut read: Vec<Read> = read_all(&given(request), watcher);
    let mut of_files = Vec::new();
    let evidence = evidence(request, &mut read, &mut of_files);
    let people = People::count(Arc::new(evidence));
    let near = request.suggest.then(|| people.near_misses());
    let mut of_plan = Vec::new();
    let decided = request.decisions.as_deref().map(decisions::read).transpose();
    let planned = match decided {
        Ok(decided) => {
            let decided = decided.unwrap_or_default();
            of_plan.extend(decided.ground_changed(&people));
            let what_ifs = request.what_ifs.clone();
            let planned = people.plan(&Plan { decisions: decided.decisions, what_ifs });
            of_plan.extend(planned.findings.iter().map(|finding| document::of_count(finding, None)));
            Some(planned)
        }
        Err(failed) => {
            of_plan.push(failed);
            None
        }
    };
    Reckoned { people, of_files, planned, of_plan, near }
}
