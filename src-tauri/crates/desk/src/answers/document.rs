//! The headless twin's JSON documents. Each names its schema; a later version may add keys, and never renames or drops one
//! without a new schema number.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    ChangeCounts, Enterprise, EnterpriseCheck, HandOverState, HistoryEntry, Network, Receipt, WhyNothing,
};

/// `seatbridge.review/1`.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewDocument {
    /// `seatbridge.review/1`.
    pub schema: &'static str,
    /// One entry a file, in the order of the arguments.
    pub files: Vec<ReviewedFile>,
    /// Why the files could not be compared with a ledger that is there; `None` where nothing kept them from it.
    pub unread_ledger: Option<crate::Failure>,
}

/// What one file says, beside the others and what is known.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewedFile {
    /// What it says.
    #[serde(flatten)]
    pub entry: FileEntry,
    /// What became of its server's accounts since an earlier list; `None` where nothing can be compared.
    pub changes: Option<ChangesEntry>,
}

/// What became of a server's accounts since an earlier list of them.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesEntry {
    /// The earlier list's base name, made visible.
    pub name: String,
    /// Its SHA-256 in hex.
    pub sha256: String,
    /// When it was added to the ledger; `None` where it is one of the files that are reviewed.
    pub added_at: Option<String>,
    /// How many accounts changed.
    #[serde(flatten)]
    pub counts: ChangeCounts,
}

/// What one file says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileEntry {
    /// The path as given, with hidden characters made visible.
    pub path: String,
    /// The base name, made visible.
    pub name: String,
    /// Its size; `None` where it could not be read.
    pub bytes: Option<u64>,
    /// SHA-256 in hex; `None` where it could not be read to its end.
    pub sha256: Option<String>,
    /// What it is, found from its content.
    pub kind: usage::Kind,
    /// The server that made it.
    pub server: Option<ServerEntry>,
    /// What it says of accounts; `None` where it is no usage file.
    pub accounts: Option<AccountsEntry>,
    /// What it says of the cloud's count; `None` where it is no cloud report.
    pub cloud: Option<CloudEntry>,
    /// What it tells of identities; `None` for every other kind.
    pub identities: Option<usage::IdentityCounts>,
    /// What it tells of Visual Studio subscriptions; `None` for every other kind.
    pub subscriptions: Option<usage::SubscriptionCounts>,
    /// A server's license; `None` for every other kind.
    pub license: Option<LicenseEntry>,
    /// Whether it is a practice sample.
    pub sample: bool,
    /// What was noticed.
    pub findings: Vec<usage::Finding>,
}

/// A server's license, as the server tells it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LicenseEntry {
    /// How many people it is for; `None` where that is not told, or not limited.
    pub seats: Option<u64>,
    /// Whether it is for any number of people.
    pub unlimited: bool,
    /// How many seats are taken.
    pub seats_used: Option<u64>,
    /// Its kind, in the file's word.
    pub kind: Option<String>,
    /// When it expires, as the file writes it.
    pub expires_at: Option<String>,
    /// In how many days it expires; below 0 once it has.
    pub days_left: Option<i64>,
}

/// The server that a file names.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerEntry {
    /// Its id, as in the file.
    pub server_id: Option<String>,
    /// Its host name, made visible.
    pub host_name: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Whether it answers without TLS.
    pub http_only: Option<bool>,
    /// The license hash, as in the file.
    pub license_hash: Option<String>,
    /// SHA-256 of the public key's text.
    pub public_key_sha256: Option<String>,
    /// Its GitHub Connect features.
    pub features: Vec<FeatureEntry>,
}

/// A GitHub Connect feature.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FeatureEntry {
    /// Its name.
    pub name: String,
    /// When it was turned on, as in the file.
    pub enabled_at: Option<String>,
}

/// Whether the people can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AccountsState {
    /// Sealed: only GitHub can open it.
    Sealed,
    /// Readable.
    Open,
    /// Not in the file.
    Absent,
}

/// What a usage file says of accounts; `None` where sealed or not told.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountsEntry {
    /// Sealed, open or absent.
    pub state: AccountsState,
    /// All accounts.
    pub total: Option<u64>,
    /// Those not suspended.
    pub active: Option<u64>,
    /// Those suspended.
    pub suspended: Option<u64>,
    /// Those dormant.
    pub dormant: Option<u64>,
}

/// What a cloud report says of the cloud's own count.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudEntry {
    /// Licenses consumed.
    pub consumed: Option<u64>,
    /// Licenses purchased.
    pub purchased: Option<u64>,
    /// Rows in the report.
    pub rows: u64,
}

/// `seatbridge.handover/1`: one file on its way to one enterprise.
#[derive(Clone, Debug, Serialize)]
pub struct HandOverDocument {
    /// `seatbridge.handover/1`.
    pub schema: &'static str,
    /// Its id.
    pub id: String,
    /// The file's digest.
    pub sha256: String,
    /// The server's host.
    pub server: String,
    /// How far it is. The contract's five states; what is still on its way reads `waiting`.
    pub state: HandOverState,
    /// The cloud's reason, or the code of what failed.
    pub reason: Option<String>,
    /// The cloud's consumed number before and after.
    pub consumed: ConsumedPair,
    /// The accounts that the cloud holds for the server against those reviewed.
    pub accounts: HeldAccounts,
}

/// Two readings of the cloud's consumed number.
#[derive(Clone, Debug, Serialize)]
pub struct ConsumedPair {
    /// Read before the hand-over.
    pub before: Option<u64>,
    /// Read after it.
    pub after: Option<u64>,
}

/// What the cloud holds, against what was reviewed. `None` where nobody can know.
#[derive(Clone, Debug, Serialize)]
pub struct HeldAccounts {
    /// Accounts in the reviewed list; `None` for a sealed one.
    pub expected: Option<u64>,
    /// Accounts that the cloud holds.
    pub held: Option<u64>,
    /// Accounts that the cloud lacks; `None` where they were not compared one by one.
    pub missing: Option<Vec<String>>,
    /// Accounts that were not in the reviewed list.
    pub unexpected: Option<Vec<String>>,
    /// Accounts with another primary e-mail.
    pub differing: Option<Vec<String>>,
}

/// `seatbridge.handovers/1`: several files.
#[derive(Clone, Debug, Serialize)]
pub struct HandOversDocument {
    /// `seatbridge.handovers/1`.
    pub schema: &'static str,
    /// One document a file, in order.
    pub handovers: Vec<HandOverDocument>,
    /// Files that were not handed over, and why.
    pub refused: Vec<Refused>,
}

/// `seatbridge.handover/1` as an answer of its own: the only hand-over of a command, and the files that it left out.
#[derive(Clone, Debug, Serialize)]
pub struct OneHandOverDocument<'a> {
    /// The hand-over.
    #[serde(flatten)]
    pub hand_over: &'a HandOverDocument,
    /// Files that were not handed over, and why.
    pub refused: &'a [Refused],
}

/// A file that was not handed over.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// As given, hidden characters made visible.
    pub path: String,
    /// Its base name.
    pub name: String,
    /// Why, in a word.
    pub why: WhyNothing,
    /// The finding that decided it; the word of `why` where none did.
    pub code: RefusedCode,
    /// The values of that finding.
    pub params: BTreeMap<String, usage::Param>,
    /// All that was noticed about it.
    pub findings: Vec<usage::Finding>,
}

/// What decided that a file is not handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum RefusedCode {
    /// A finding about its bytes, or about what is known of them.
    Finding(usage::Code),
    /// No finding: what it is.
    Why(WhyNothing),
}

/// `seatbridge.receipts/1`.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiptsDocument {
    /// `seatbridge.receipts/1`.
    pub schema: &'static str,
    /// Newest first.
    pub receipts: Vec<Receipt>,
}

/// `seatbridge.history/1`.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryDocument {
    /// `seatbridge.history/1`.
    pub schema: &'static str,
    /// Newest first.
    pub entries: Vec<HistoryEntry>,
}

/// `seatbridge.enterprises/1`.
#[derive(Clone, Debug, Serialize)]
pub struct EnterprisesDocument {
    /// `seatbridge.enterprises/1`.
    pub schema: &'static str,
    /// In name order.
    pub enterprises: Vec<Enterprise>,
}

/// `seatbridge.network/1`: the way out to the cloud.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkDocument {
    /// `seatbridge.network/1`.
    pub schema: &'static str,
    /// The way out.
    #[serde(flatten)]
    pub network: Network,
}

/// `seatbridge.enterprise/1`: the answer of `enterprise check`.
#[derive(Clone, Debug, Serialize)]
pub struct EnterpriseDocument {
    /// `seatbridge.enterprise/1`.
    pub schema: &'static str,
    /// The check, line by line.
    #[serde(flatten)]
    pub check: EnterpriseCheck,
}

/// `seatbridge.purge/1`.
#[derive(Clone, Debug, Serialize)]
pub struct PurgeDocument {
    /// `seatbridge.purge/1`.
    pub schema: &'static str,
    /// Whether anything was forgotten, or only told what would be.
    pub done: bool,
    /// Originals forgotten.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}
