//! Hand-overs: what is ready, on its way, received, counted.

use serde::{Deserialize, Serialize};

/// How a file goes to an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A person drops it on GitHub's own page, in the system browser.
    Page,
    /// A person hands it over on GitHub's own page, in a window of Seatbridge's own. Of hand-overs only: an enterprise's route is
    /// then [`Page`](Self::Page).
    OwnWindow,
    /// Seatbridge sends it to an endpoint (practice, a relay).
    Endpoint,
}

/// Where GitHub's page is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PageWay {
    /// In the system's browser, where single sign-on and passkeys work.
    #[default]
    Browser,
    /// In a window of Seatbridge's own, which answers the page's file chooser.
    OwnWindow,
}

/// How far a hand-over is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HandOverState {
    /// The bytes are leaving (endpoint route).
    HandingOver,
    /// Handed over; the cloud shows nothing of it yet.
    Waiting,
    /// The cloud lists an upload of this very name, or a sync date that follows the hand-over.
    Received,
    /// Our upload is SUCCESS and the server's sync date follows the hand-over, both by the cloud's clock.
    Counted,
    /// The cloud says that it could not process it, or the transfer failed for certain.
    Failed,
    /// Nothing shows that it arrived, for longer than usual.
    Unconfirmed,
    /// A person cancelled it before it counted.
    Cancelled,
    /// A person stopped watching it.
    Stopped,
}

/// What stands ready before a hand-over begins.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Preparation {
    /// The enterprise's name.
    pub enterprise: String,
    /// Its web host.
    pub host: String,
    /// Whether it is practice.
    pub practice: bool,
    /// How files go to it.
    pub route: Route,
    /// The page to open, for the page route.
    pub page: Option<String>,
    /// Where that page is opened, as a person last chose for this enterprise.
    pub way: PageWay,
    /// The files, hashed again just now.
    pub files: Vec<PreparedFile>,
    /// When what stands below was read.
    pub read_at: String,
    /// What was read of the enterprise before anything leaves, line by line; a failing line means that the watch will end in
    /// "unconfirmed".
    pub checks: Vec<super::CheckLine>,
    /// The cloud's count before.
    pub before: Option<Consumed>,
    /// The last sync that the cloud knows of these servers: host and date, `None` for never.
    pub last_syncs: Vec<(String, Option<String>)>,
}

/// A file that stands ready.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreparedFile {
    /// The reviewed file's id.
    pub file: String,
    /// The server's host.
    pub server: String,
    /// The name it is handed over under: host, date and eight hex digits of its SHA-256.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Whether the copy that stands ready has the reviewed bytes, hashed just now.
    pub same_bytes: bool,
    /// Whether it is a practice sample.
    pub sample: bool,
    /// What is to be known before it is handed over, such as that GitHub Connect syncs its server too.
    pub findings: Vec<usage::Finding>,
}

/// A reading of the cloud's consumed licenses.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Consumed {
    /// Licenses consumed.
    pub consumed: u64,
    /// Licenses purchased; `None` where the cloud does not say.
    pub purchased: Option<u64>,
    /// When it was read.
    pub at: String,
}

/// The hand-overs that were started together from one review.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HandOverTask {
    /// The review they come from.
    pub review: String,
    /// When that review was begun.
    pub review_at: String,
    /// The enterprise's name.
    pub enterprise: String,
    /// Whether it is practice.
    pub practice: bool,
    /// How the files go.
    pub route: Route,
    /// The page to open, for the page route.
    pub page: Option<String>,
    /// The cloud's count before.
    pub before: Option<Consumed>,
    /// The cloud's count as last read.
    pub now: Option<Consumed>,
    /// Until when the enterprise asked to be asked nothing, where it did.
    pub wait_until: Option<String>,
    /// When the next check is due; `None` when nothing is watched.
    pub next_check_at: Option<String>,
    /// Each file's way.
    pub handovers: Vec<HandOver>,
}

/// One file on its way to one enterprise.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HandOver {
    /// Its id.
    pub id: String,
    /// The file.
    pub file: HandOverFile,
    /// How far it is.
    pub state: HandOverState,
    /// The cloud's reason, when it failed.
    pub reason: Option<String>,
    /// The steps, always in the order of the states.
    pub steps: Vec<Step>,
    /// Bytes on their way, while they are.
    pub sending: Option<Sending>,
    /// Accounts in the reviewed list; `None` for a sealed one.
    pub accounts_expected: Option<u64>,
    /// Accounts that the cloud holds for this server.
    pub accounts_held: Option<u64>,
    /// How often the cloud was asked.
    pub asked_times: u64,
    /// When it was last asked.
    pub asked_last: Option<String>,
    /// What was noticed on the way.
    pub findings: Vec<usage::Finding>,
    /// The receipt's number, once there is one.
    pub receipt: Option<String>,
}

/// The file of a hand-over.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HandOverFile {
    /// The reviewed file's id.
    pub file: String,
    /// The server's host.
    pub server: String,
    /// The name it was handed over under.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Whether it is a practice sample.
    pub sample: bool,
}

/// Bytes on their way.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sending {
    /// Bytes so far.
    pub sent: u64,
    /// Bytes in all.
    pub total: u64,
}

/// A step of the way.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Step {
    /// Which.
    pub step: StepKind,
    /// How it stands.
    pub state: StepState,
    /// When it was reached, by this computer's clock.
    pub at: Option<String>,
    /// When it was reached, by the cloud's clock.
    pub cloud_at: Option<String>,
    /// The values that its words need: `actor`, `route`; `upload_state`, `upload_at`; `sync_date`, `sync_status`,
    /// `server_id_matches`; `reason`.
    pub params: std::collections::BTreeMap<String, usage::Param>,
}

/// The steps of a hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Handed over (by a person on the page, or by Seatbridge to an endpoint).
    HandedOver,
    /// Waiting for the cloud to show it.
    Waiting,
    /// The cloud lists it.
    Received,
    /// The cloud counted it.
    Counted,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Behind us.
    Done,
    /// Going on.
    Current,
    /// Not yet.
    Ahead,
    /// It failed here.
    Failed,
    /// It does not come.
    Unconfirmed,
}
