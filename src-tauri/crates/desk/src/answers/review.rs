//! The review sheet: what each file says, beside what is known, before anything leaves.

use serde::{Deserialize, Serialize};

use super::{Consumed, EarlierPeople, FileEntry};

/// A review: the files that were added together and what they say.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReviewSheet {
    /// Its id.
    pub id: String,
    /// When it was begun.
    pub added_at: String,
    /// Whether files can still be added.
    pub open: bool,
    /// The files, in order of arrival.
    pub files: Vec<FileBox>,
    /// The servers, in order of arrival, each with the files that belong to it.
    pub servers: Vec<ServerBox>,
    /// Ids of the files that belong to no server.
    pub loose: Vec<String>,
    /// The hosts of the servers that a report can be of: those in this review, then those that are known.
    pub hosts: Vec<String>,
    /// How many findings of each kind stand in it.
    pub counts: FindingCounts,
    /// What a hand-over would take along.
    pub leaving: Leaving,
    /// The cloud's count as last read.
    pub now: Option<Consumed>,
}

/// How many findings of each kind stand in a review.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FindingCounts {
    /// Files that cannot be used.
    pub unusable: u32,
    /// Open questions.
    pub questions: u32,
    /// Warnings that are no question.
    pub warnings: u32,
    /// Notes.
    pub notes: u32,
}

/// A file in a review.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileBox {
    /// Its id.
    pub id: String,
    /// How far it is.
    pub state: FileState,
    /// What it says. While it is read: its name and size only.
    pub entry: FileEntry,
    /// The file's own date, as the file system tells; it proves nothing.
    pub file_date: Option<String>,
    /// Whether it is a practice sample.
    pub sample: bool,
    /// The form of a sealed list: its length in bytes.
    pub sealed_bytes: Option<u64>,
    /// Keys that GitHub's page does not name, raw.
    pub unknown: Vec<UnknownKey>,
    /// Questions that wait for a person. Each stands for one finding.
    pub questions: Vec<Question>,
    /// Whether these bytes were counted: the receipt's number and date.
    pub counted: Option<Counted>,
    /// What is known of a server's report; `None` for every other file.
    pub report: Option<ReportEntry>,
}

/// A server's report: a file that belongs to a server and does not name it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReportEntry {
    /// Which accounts it lists; `None` where neither its rows nor its name tell.
    pub scope: Option<usage::ReportScope>,
    /// The host of its server; `None` while nobody knows it.
    pub host: Option<String>,
    /// Whether a person said so.
    pub answered: bool,
}

/// A receipt that these bytes already have.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counted {
    /// The receipt's number.
    pub receipt: String,
    /// Its date.
    pub at: String,
}

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// It is being read.
    Reading,
    /// It has been read.
    Read,
}

/// A key that GitHub's page does not name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnknownKey {
    /// Its name.
    pub key: String,
    /// Its JSON, as it stands in the file.
    pub raw: String,
}

/// A question that a finding asks.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Question {
    /// The finding's code.
    pub code: usage::Code,
    /// What a person can answer.
    pub choices: Vec<Choice>,
    /// What was answered; `None` while it is open.
    pub answered: Option<Choice>,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The server was renamed: keep its history together.
    Renamed,
    /// It is a clone: track it as a new server.
    Clone,
    /// The server was set up anew under the same host: keep its history together.
    Rebuilt,
    /// It is another server that took over the host: track it as a new one.
    Another,
    /// It is the server that the file was added for, under names that were not seen before: keep its history together.
    Same,
}

/// A server in a review.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerBox {
    /// Its host, as in the file.
    pub host: String,
    /// Ids of its files, exports first.
    pub files: Vec<String>,
    /// What its previous export said; `None` when this is the first.
    pub compared: Option<Compared>,
    /// Whether the license hash is the same as in that export.
    pub same_license: Option<bool>,
    /// Whether the public key is the same as in that export.
    pub same_public_key: Option<bool>,
    /// Features that came and went since: (came, went).
    pub features_changed: (Vec<String>, Vec<String>),
    /// The file that tells who its people are: an open export, or a report of all accounts. `None` where nothing does.
    pub people: Option<String>,
    /// The list of people that this one is compared with; `None` where there is none, or where nothing tells its people.
    pub people_before: Option<EarlierPeople>,
}

/// The export that a server is compared with.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Compared {
    /// When it was added.
    pub at: String,
    /// Whether it was counted.
    pub counted: bool,
    /// Its review.
    pub review: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its version.
    pub version: Option<String>,
    /// Its accounts; `None` where they were sealed or not told.
    pub total: Option<u64>,
    /// Its active accounts.
    pub active: Option<u64>,
    /// Its suspended accounts.
    pub suspended: Option<u64>,
    /// Its dormant accounts.
    pub dormant: Option<u64>,
}

/// What a hand-over would take along.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Leaving {
    /// Ids of the exports that can be handed over.
    pub exports: Vec<String>,
    /// Their bytes.
    pub bytes: u64,
    /// Whether any of them has a sealed list.
    pub sealed: bool,
    /// Whether any of them has an open list, whose people leave readable.
    pub open: bool,
    /// The keys of the records in open lists that leave, each once, in the order of the files and of their records, made safe
    /// to show. A key inside an e-mail reads `emails[].primary`.
    pub open_fields: Vec<String>,
    /// Whether there are more such keys than are remembered.
    pub more_open_fields: bool,
    /// Why nothing can leave, file by file; empty when something can.
    pub nothing: Vec<WhyNothing>,
    /// Ids of the files that stay here.
    pub stays: Vec<String>,
}

/// Why a file is not handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WhyNothing {
    /// It is still being read.
    StillReading,
    /// It cannot be used.
    Unusable,
    /// It was counted already.
    AlreadyCounted,
    /// It is on its way already.
    OnItsWay,
    /// It is a report, and reports never leave.
    Report,
    /// A sample never goes to a real enterprise, nor a real export to practice.
    WrongWorld,
    /// No enterprise is known.
    NoEnterprise,
}

/// What the cloud should count once the exports of a review are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExpectedCount {
    /// The number; `None` where nobody can know.
    pub licenses: Option<ExpectedLicenses>,
    /// Why nobody can know.
    pub why_not: Option<WhyNotExpected>,
}

/// How many licenses should be taken then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExpectedLicenses {
    /// With what is only assumed.
    pub low: u64,
    /// By the documented rules.
    pub documented: u64,
    /// If the cloud does not release what is gone.
    pub high: u64,
    /// Whether every server's people are known. If not, it is "at least".
    pub complete: bool,
}

/// Why nobody can know what will be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WhyNotExpected {
    /// The review has no export that can leave.
    NothingLeaves,
    /// Whom the cloud counts is not known.
    NoCloudReport,
    /// A newer export of one of its servers is here.
    NewerExport,
    /// The list of people of one of its servers is older than its export.
    OlderList,
    /// Lists of other servers are here whose exports were not counted.
    OthersWait,
}

/// A sample that practice offers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SampleFile {
    /// Its id, which `add_sample` takes.
    pub id: String,
    /// Its file name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Whether its user list is sealed.
    pub sealed: bool,
}
