//! What was noticed while counting: data, no prose. The window owns the words in both languages, the headless twin its
//! English.

use std::collections::BTreeMap;

use usage::Severity;
use usage::finding::Param;

/// How many names a finding gives at most; `count` always says how many there are.
pub const NAMES: usize = 20;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $severity:ident $word:literal,)+) => {
        /// Every kind of finding that a count can have. Its parameters stand beside each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// All codes, in the order of this page, which is also the order of findings.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// How much it matters.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// Its name in answers.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

codes! {
    // --- servers ---
    /// A file names no server, neither by id nor by host; its people are left out. `count`: such files.
    ReportWithoutServer = Warning "report_without_server",
    /// One host has several ids; each is counted as a server of its own. `host`, `ids`.
    OneHostTwoIds = Warning "one_host_two_ids",
    /// One id has several hosts; they are counted as one server. `id`, `hosts`.
    OneIdTwoHosts = Warning "one_id_two_hosts",
    /// Nobody knows who is on this server, so the number is a least one. `server`.
    PeopleUnknown = Warning "people_unknown",
    /// A complete report is older than the cloud's last sync of its server, so both are kept. `server`; `made_at`,
    /// `last_sync`: seconds since 1970 UTC.
    StaleReport = Warning "stale_report",
    /// Usage-based billing needs GitHub Connect, which is off (github/docs, "About licenses for GitHub Enterprise").
    /// `servers`, `count`.
    MeteredNeedsConnect = Warning "metered_needs_connect",
    // --- accounts ---
    /// One id stands for two different people. `accounts`, `count`.
    OneIdTwoPeople = Error "one_id_two_people",
    /// Records with neither an id, a login nor an e-mail, which cannot be told apart and are left out. `server`, `count`.
    AccountWithoutKey = Warning "account_without_key",
    /// A report that only annotates lists accounts that nothing else names; they are left out. `server`, `count`.
    AnnotationWithoutAccount = Note "annotation_without_account",
    /// An account is called `scim-admin`, and it is not known whether SCIM is on, so it counts. `accounts`, `count`.
    ScimAdminCounted = Note "scim_admin_counted",
    /// Several counting accounts on one server have one primary e-mail and count as one: a shared mailbox, perhaps.
    /// `accounts`: the first of each group, `count`: groups.
    SharedEmail = Note "shared_email",
    /// Counting accounts without a primary e-mail, each of which takes a license of its own. `count`.
    NoPrimaryEmail = Note "no_primary_email",
    // --- the cloud ---
    /// The same login stands on several rows; it is one. `count`: logins.
    RepeatedLogin = Note "repeated_login",
    /// `enterprise_server_user_ids` that name no account. `count`.
    UnreadableServerUserId = Warning "unreadable_server_user_id",
    /// Rows with neither a login nor a readable account; they cannot be counted. `count`.
    RowWithoutAccount = Note "row_without_account",
    /// Several logins match one group at the step that decides; it is shown with the first, and adds no license.
    /// `accounts`: the first of each group, `count`: groups.
    AmbiguousMatch = Warning "ambiguous_match",
    /// Identities are linked to logins that the report of consumed licenses does not have. `count`: attributes.
    IdentityWithoutRow = Note "identity_without_row",
    /// Cloud accounts without a verified e-mail that the report shows: "often, these are the users who erroneously consume
    /// more than one license" (github/docs, "Troubleshooting license usage"). Outside managed users only. `count`.
    NoVerifiedEmail = Note "no_verified_email",
    /// People of the report also take licenses of security products, which GitHub bills apart from those of GitHub Enterprise (github/docs,
    /// "License usage reports"). `advanced_security`, `code_security`, `secret_protection`: people with a license of each; one that the
    /// report does not tell is missing.
    SecurityProducts = Note "security_products",
    // --- decisions and what-ifs; places of decisions count from 1 ---
    /// The ground under a decision changed: an account that it names is gone. `decisions`: their places, `count`.
    DecisionWithoutAccount = Warning "decision_without_account",
    /// The ground under a decision changed: an account that it names had another primary e-mail when it was made. It still
    /// holds. `decisions`: their places, `count`.
    DecisionGroundChanged = Warning "decision_ground_changed",
    /// A decision would join two cloud accounts, which nothing does. `decisions`: their places, `count`.
    DecisionRefused = Warning "decision_refused",
    /// A later decision says the opposite of the same two accounts. `decisions`: their places, `count`.
    DecisionOverruled = Note "decision_overruled",
    /// The rules say the same without the decision. `decisions`: their places, `count`.
    DecisionAlreadySo = Note "decision_already_so",
    /// A what-if names an account, a server or a domain that is not there. `names`: the first of them, `count`.
    WhatIfNotThere = Warning "what_if_not_there",
}

/// Something that was noticed, with the values that its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// The values its words need, by name. Texts are as the files have them.
    pub params: BTreeMap<&'static str, Param>,
}

impl Finding {
    /// A finding without parameters.
    pub fn new(code: Code) -> Self {
        Self { code, params: BTreeMap::new() }
    }

    /// The same finding with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Counts places and remembers the first few of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    pub(crate) first: Vec<u32>,
}

impl Tally {
    /// Adds a place. Places come in order, so that the first are always the same.
    pub(crate) fn add(&mut self, place: u32) {
        self.count += 1;
        if self.first.len() < NAMES {
            self.first.push(place);
        }
    }
}

/// Findings in a fixed order: by code, then by what they say.
pub(crate) fn arranged(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_cached_key(|finding| (finding.code, format!("{:?}", finding.params)));
    findings
}
