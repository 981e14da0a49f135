//! The answers of the desk: the only types that cross to TypeScript or reach the headless twin's JSON.
//!
//! Times are RFC 3339 texts in UTC; a field that ends in `_cloud` or is named `cloud_at` is by the cloud's clock, every other
//! by this computer's. Sizes are bytes. `None` is "not known", never zero.

mod cloud_parts;
mod cloud_people;
mod cloud_report;
mod comparison;
mod confirmation;
mod decisions;
mod document;
mod enterprise;
mod event;
mod handover;
mod history;
mod network;
mod overview;
mod people;
mod people_number;
mod people_query;
mod people_rows;
mod person_why;
mod receipt;
mod review;
mod server_reading;
mod servers;
mod settings;
mod told_facts;
mod what_if;
mod worklist;

pub use cloud_parts::{
    CloudPart, CloudPartOwner, CloudPartReading, CloudParts, CloudPartsRead, DifferingCloudPart,
    KeptCloudPart, ReadCloudPart, UnknownCloudPart,
};
pub use cloud_people::{CloudPeople, CloudPerson};
pub use cloud_report::{BrokenOffReading, CloudReport, KeptCloudReport, ReadingPages, ReportOrigin};
pub use comparison::{
    AccountChange, ChangeCounts, ChangedAccount, ChangedPage, EarlierPeople, ListedAccount, ListedOnly,
    ListedPage,
};
pub use confirmation::{ConfirmedAccount, ConfirmedChange, ConfirmedPage};
pub use decisions::{
    ChangedGround, Decision, DecisionImport, DecisionKind, ImportPart, ImportedDecision, NewDecision,
};
pub use document::{
    AccountsEntry, AccountsState, ChangesEntry, CloudEntry, ConsumedPair, EnterpriseDocument,
    EnterprisesDocument, FeatureEntry, FileEntry, HandOverDocument, HandOversDocument, HeldAccounts,
    HistoryDocument, LicenseEntry, NetworkDocument, OneHandOverDocument, PurgeDocument, ReceiptsDocument,
    Refused, RefusedCode, ReviewDocument, ReviewedFile, ServerEntry,
};
pub use enterprise::{
    CheckLine, CheckState, CheckSubject, Enterprise, EnterpriseCheck, NewEnterprise, TokenState,
};
pub use event::{CountStep, Event};
pub use handover::{
    Consumed, HandOver, HandOverFile, HandOverState, HandOverTask, PageWay, Preparation, PreparedFile, Route,
    Sending, Step, StepKind, StepState,
};
pub use history::{HistoryEntry, HistoryFilter, HistoryKind, HistoryPage, HistoryServer, Link};
pub use network::{AuthorityFault, AuthorityProblem, Network, ProxyKind};
pub use overview::{Overview, ServerLine, ServerState, Todo};
pub use people::{
    AccountTotals, CloudTotals, EdgeLine, LicenseNumbers, LicenseTypes, PeopleCode, PeopleDocument,
    PeopleFinding, PersonLine, ReasonLine, StepLine, SuggestionLine,
};
pub use people_number::{
    CountNotice, CountedOf, DifferencePart, DifferenceReason, LicenseRange, PeopleNumber, PeopleTodo,
    StepName, WaterfallStep,
};
pub use people_query::{
    ExportFormat, PeopleBehind, PeopleExport, PeopleQuery, PeopleSort, PersonFacet, ServerCount,
};
pub use people_rows::{FacetCount, PeopleColumn, PeopleRows, PersonRow, PersonState};
pub use person_why::{
    AccountEvidence, EdgeStanding, FixChange, JoinedBy, NearPerson, PersonAccount, PersonBox, PersonEdge,
    PersonWhy,
};
pub use receipt::{CloudAnswer, Evidence, EvidenceSubject, Receipt};
pub use review::{
    Choice, Compared, Counted, ExpectedCount, ExpectedLicenses, FileBox, FileState, FindingCounts, Leaving,
    Question, ReportEntry, ReviewSheet, SampleFile, ServerBox, UnknownKey, WhyNotExpected, WhyNothing,
};
pub use server_reading::{ReadServerFile, ServerFile, ServerRead, ServerReading, ServerStep};
pub use servers::{
    AccountChanges, AcrossServers, ExportLine, PeopleFrom, ServerPage, ServerQuestion, ServerRow, Servers,
};
pub use settings::{Appearance, ForgetPlan, Kept, Language, Settings, SettingsChange, Shell, Side};
pub use told_facts::{BillingModel, ToldFacts};
pub use what_if::{RenamedDomain, TriedOut, TriedRange, WhatIf, WhatIfChoices, WhatIfDomain, WhatIfServer};
pub use worklist::{Likeness, PeopleWorklist, WorkAccount, WorkFix, WorkItem, Worklist};
