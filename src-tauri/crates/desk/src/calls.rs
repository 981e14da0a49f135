//! The list of calls that a window makes: one line each, so that both hosts answer the same ones and TypeScript knows each
//! call's argument and answer.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::answers::{
    AccountChange, ChangeCounts, ChangedPage, Choice, CloudAnswer, CloudPart, CloudParts, CloudPartsRead,
    CloudPeople, CloudReport, ConfirmedChange, ConfirmedPage, Consumed, Decision, DifferenceReason,
    EnterpriseCheck, ExpectedCount, ForgetPlan, HandOverTask, HistoryFilter, HistoryPage, Kept, ListedOnly,
    ListedPage, Network, NewDecision, NewEnterprise, Overview, PageWay, PeopleColumn, PeopleNumber,
    PeopleQuery, PeopleRows, PeopleWorklist, PersonWhy, Preparation, Receipt, ReviewSheet, ServerFile,
    ServerPage, ServerRead, ServerReading, Servers, SettingsChange, Shell, ToldFacts, TriedOut, WhatIf,
    WhatIfChoices,
};
use crate::network::NetworkChange;
use crate::secret::Secret;
use crate::{Desk, Failure, FailureCode};

/// A call that takes nothing.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Nothing {}

/// A review, by id.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReviewId {
    /// Its id; `None` for the open one.
    pub review: Option<String>,
}

/// A file in a review, by id.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileId {
    /// Its id.
    pub file: String,
}

/// A sample, by id.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SampleId {
    /// Its id.
    pub sample: String,
}

/// An answer to a question.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuestionAnswer {
    /// The file that the question stands at.
    pub file: String,
    /// The finding that asks.
    pub code: usage::Code,
    /// The answer; `None` takes the earlier one back.
    pub choice: Option<Choice>,
}

/// On which server a report was made.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReportServer {
    /// The report.
    pub file: String,
    /// The server's host; `None` takes the earlier answer back.
    pub host: Option<String>,
}

/// Two lists of people of one server, by the ids of their files.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ComparedFiles {
    /// The earlier one.
    pub before: String,
    /// The later one.
    pub after: String,
}

/// A page of the accounts that a file lists.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListedAccounts {
    /// The file's id: an open export, or a report.
    pub file: String,
    /// Which of its accounts.
    pub only: ListedOnly,
    /// How many of them come before the page.
    pub skip: u32,
}

/// A page of the accounts that changed in one way between two lists of people.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangedAccounts {
    /// The earlier list's file.
    pub before: String,
    /// The later list's file.
    pub after: String,
    /// How they changed.
    pub change: AccountChange,
    /// How many of them come before the page.
    pub skip: u32,
}

/// What to hand over.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HandOverRequest {
    /// The review.
    pub review: String,
    /// Only these files of it; all that can be handed over when empty.
    pub files: Vec<String>,
    /// Bytes that were counted or have failed are handed over once more.
    pub again: bool,
    /// A change ticket to keep with it.
    pub ticket: Option<String>,
}

/// A hand-over, by id.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HandOverId {
    /// Its id.
    pub id: String,
}

/// A decision, by id.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DecisionId {
    /// Its id.
    pub id: String,
}

/// A receipt, by number.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReceiptNumber {
    /// Its number.
    pub number: String,
}

/// A page of those who stand behind one count of a receipt.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ConfirmedAccounts {
    /// The receipt's number.
    pub number: String,
    /// Which count.
    pub change: ConfirmedChange,
    /// How many of them come before the page.
    pub skip: u32,
}

/// An enterprise to add, with its token if one is at hand.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AddEnterprise {
    /// What was typed.
    pub enterprise: NewEnterprise,
    /// The token.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub token: Option<Secret>,
    /// Keep the token for this session only, not in the keychain.
    pub session_only: bool,
}

/// A token for an enterprise that is known.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewToken {
    /// The enterprise's name.
    pub enterprise: String,
    /// The token.
    #[cfg_attr(test, ts(type = "string"))]
    pub token: Secret,
    /// Keep the token for this session only, not in the keychain.
    pub session_only: bool,
}

/// Where GitHub's page is opened for an enterprise.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChosenPageWay {
    /// The enterprise's name.
    pub enterprise: String,
    /// The way.
    pub way: PageWay,
}

/// An enterprise, by name.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EnterpriseName {
    /// Its name.
    pub enterprise: String,
}

/// A window of people.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleWindow {
    /// Which people.
    pub query: PeopleQuery,
    /// The first row's place.
    pub from: u32,
    /// How many rows, 500 at the most.
    pub count: u32,
}

/// A page of those of the cloud's people who stand behind a part of the difference and take no license here.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloudPeoplePage {
    /// Which part.
    pub reason: DifferenceReason,
    /// The first one's place.
    pub from: u32,
    /// How many, 500 at the most.
    pub count: u32,
}

/// Two people who are probably one, and whether they are to be on the worklist.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorklistChange {
    /// The key of any account of one.
    pub account: String,
    /// The key of any account of the other.
    pub other: String,
    /// Whether they are to be on it.
    pub on: bool,
}

/// Columns of people, in their order.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChosenColumns {
    /// The columns beside the person.
    pub columns: Vec<PeopleColumn>,
}

/// A server, by what stands for it in a count.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerKey {
    /// Its host, or its id where it has no host or shares it.
    pub key: String,
}

/// What to read of the enterprise at hand beside those whom it counts.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WantedCloudParts {
    /// Who is whom at its identity providers.
    pub identities: bool,
    /// Its Visual Studio subscriptions.
    pub subscriptions: bool,
}

impl WantedCloudParts {
    /// The parts, in the order in which they are read.
    pub(crate) fn parts(self) -> Vec<CloudPart> {
        let all = [(self.identities, CloudPart::Identities), (self.subscriptions, CloudPart::Subscriptions)];
        all.into_iter().filter_map(|(wanted, part)| wanted.then_some(part)).collect()
    }
}

/// What to read from a server.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WantedServerFiles {
    /// What stands for the server in a count.
    pub server: String,
    /// A site administrator's token; without one, the one at hand is used.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub token: Option<Secret>,
    /// Keep the token in the keychain, and not for this session only.
    pub keep_token: bool,
    /// The files that are wanted.
    pub files: Vec<ServerFile>,
}

/// An account, by its key.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountKey {
    /// Its key: `HOST:ID`, `HOST:@LOGIN` or `cloud:LOGIN`.
    pub key: String,
}

macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident ( $with:ty ) -> $answer:ty = $body:expr;)+) => {
        /// Every call: its argument and its answer. Exists for TypeScript only.
        #[cfg(test)]
        #[derive(ts_rs::TS)]
        #[allow(dead_code, reason = "only its TypeScript form is used")]
        pub(crate) struct Calls { $($(#[$doc])* $name: ($with, $answer),)+ }

        /// The names of all calls.
        pub const NAMES: &[&str] = &[$(stringify!($name),)+];

        /// Decodes a call, carries it out, encodes its answer.
        pub async fn call(desk: &Arc<Desk>, name: &str, with: Value) -> Result<Value, Failure> {
            match name {
                $(stringify!($name) => {
                    let with: $with = serde_json::from_value(with)
                        .map_err(|_| Failure::new(FailureCode::InvalidInput).with("field", stringify!($name)))?;
                    let body: fn(Arc<Desk>, $with) -> crate::Work<$answer> = $body;
                    let answer: $answer = body(Arc::clone(desk), with).await?;
                    serde_json::to_value(answer).map_err(|_| Failure::new(FailureCode::Defect).with("place", stringify!($name)))
                })+
                _ => Err(Failure::new(FailureCode::NotFound).with("what", "call").with("id", name)),
            }
        }
    };
}

calls! {
    /// The frame around every place.
    shell(Nothing) -> Shell = |desk, _| Box::pin(async move { crate::settings::shell(&desk).await });
    /// Where everything stands.
    overview(Nothing) -> Overview = |desk, _| desk.blocking(crate::overview::overview);
    /// Who will take a license, counted from what the ledger keeps; `None` where there is nothing to count from.
    people_number(Nothing) -> Option<PeopleNumber> = |desk, _| desk.blocking(crate::people_place::number::number);
    /// The servers that are known, and what is noticed across them.
    servers(Nothing) -> Servers = |desk, _| desk.blocking(crate::servers::servers);
    /// One server with its exports.
    server(ServerKey) -> ServerPage = |desk, with| desk.blocking(move |desk| crate::servers::server(desk, &with.key));
    /// A window of people, searched, filtered and sorted.
    people_rows(PeopleWindow) -> PeopleRows = |desk, with| desk.blocking(move |desk| crate::people_place::rows::rows(desk, with.query, with.from, with.count));
    /// Which columns of people are shown.
    people_columns(Nothing) -> Vec<PeopleColumn> = |desk, _| desk.blocking(|desk| crate::people_place::columns::columns(desk));
    /// Chooses which columns of people are shown.
    choose_people_columns(ChosenColumns) -> () = |desk, with| desk.blocking(move |desk| crate::people_place::columns::choose(desk, &with.columns));
    /// Stops the file that is being written where a person said.
    cancel_saving(Nothing) -> () = |desk, _| desk.blocking(|desk| { crate::saving::cancel(desk); Ok(()) });
    /// Those of the cloud's people who stand behind a part of the difference and take no license here.
    cloud_people(CloudPeoplePage) -> CloudPeople = |desk, with| desk.blocking(move |desk| crate::people_place::cloud_people::cloud_people(desk, with.reason, with.from, with.count));
    /// Stops the count that goes on, for all who wait for it.
    cancel_count(Nothing) -> () = |desk, _| desk.blocking(|desk| { crate::people_place::progress::cancel(desk); Ok(()) });
    /// Why somebody is one person.
    person(AccountKey) -> PersonWhy = |desk, with| desk.blocking(move |desk| crate::people_place::person::person(desk, &with.key));
    /// What would become of the number; nothing of it is kept.
    try_out(WhatIf) -> TriedOut = |desk, with| desk.blocking(move |desk| crate::people_place::what_if::try_out(desk, &with));
    /// What there is to try out.
    what_if_choices(Nothing) -> WhatIfChoices = |desk, _| desk.blocking(crate::people_place::what_if::choices);
    /// What a person told of the enterprise at hand.
    told_facts(Nothing) -> ToldFacts = |desk, _| desk.blocking(crate::told_facts::told);
    /// Tells it anew.
    tell_facts(ToldFacts) -> ToldFacts = |desk, with| desk.blocking(move |desk| crate::told_facts::tell(desk, with));
    /// A review, or the open one.
    review_sheet(ReviewId) -> Option<ReviewSheet> = |desk, with| desk.blocking(move |desk| crate::sheet::sheet(desk, with.review.as_deref()));
    /// Adds a practice sample to the open review.
    add_sample(SampleId) -> () = |desk, with| desk.blocking(move |desk| crate::add::add_sample(desk, &with.sample));
    /// Stops reading a file; it leaves the review.
    cancel_reading(FileId) -> () = |desk, with| desk.blocking(move |desk| crate::add::cancel(desk, &with.file));
    /// Takes a file out of the open review.
    remove_file(FileId) -> () = |desk, with| desk.blocking(move |desk| crate::add::remove(desk, &with.file));
    /// Closes the open review; its files stay kept.
    close_review(Nothing) -> () = |desk, _| desk.blocking(crate::add::close);
    /// Answers a question, or takes the answer back.
    answer_question(QuestionAnswer) -> () = |desk, with| desk.blocking(move |desk| crate::question::answer(desk, &with));
    /// Says on which server a report was made, or takes the answer back.
    set_report_server(ReportServer) -> () = |desk, with| desk.blocking(move |desk| crate::companion::answer(desk, &with));
    /// The decisions about accounts that stand for the enterprise at hand, oldest first.
    decisions(Nothing) -> Vec<Decision> = |desk, _| desk.blocking(crate::decisions::decisions);
    /// Makes a decision about accounts.
    decide(NewDecision) -> Decision = |desk, with| desk.blocking(move |desk| crate::decisions::decide(desk, with));
    /// Takes a decision back.
    undo_decision(DecisionId) -> () = |desk, with| desk.blocking(move |desk| crate::decisions::undo(desk, &with.id));
    /// Lets a decision that was taken back stand again.
    restore_decision(DecisionId) -> () = |desk, with| desk.blocking(move |desk| crate::decisions::restore(desk, &with.id));
    /// Takes the decisions of a file that was looked at.
    take_decisions(DecisionId) -> () = |desk, with| desk.blocking(move |desk| crate::decisions::import::take(desk, &with.id));
    /// The worklist: what was taken onto it, and what else could be.
    worklist(Nothing) -> PeopleWorklist = |desk, _| desk.blocking(crate::people_place::work::worklist);
    /// Takes two people who are probably one onto the worklist, or off it.
    change_worklist(WorklistChange) -> () = |desk, with| desk.blocking(move |desk| crate::people_place::work::change(desk, &with));
    /// Counts what became of a server's accounts between two lists of them. It tells how far it is as the later file's reading,
    /// and is stopped as one.
    count_changes(ComparedFiles) -> ChangeCounts = |desk, with| desk.blocking(move |desk| crate::compare::count(desk, &with));
    /// The accounts that changed in one way, page by page.
    changed_accounts(ChangedAccounts) -> ChangedPage = |desk, with| desk.blocking(move |desk| crate::compare::page(desk, &with));
    /// What the cloud should count once a review's exports are counted. It counts everybody, as the number does.
    expected_count(ReviewId) -> ExpectedCount = |desk, with| desk.blocking(move |desk| crate::people_place::expected::expected(desk, with.review.as_deref()));
    /// The accounts that a file lists, page by page. It tells how far the file is read again, and is stopped as a reading.
    listed_accounts(ListedAccounts) -> ListedPage = |desk, with| desk.blocking(move |desk| crate::listed::page(desk, &with));
    /// What stands ready before a hand-over.
    prepare_hand_over(HandOverRequest) -> Preparation = |desk, with| Box::pin(async move { crate::prepare::prepare(&desk, &with).await });
    /// Chooses where GitHub's page is opened for an enterprise.
    choose_page_way(ChosenPageWay) -> () = |desk, with| desk.blocking(move |desk| crate::page_way::choose(desk, &with.enterprise, with.way));
    /// Hands over: sends (endpoint) or begins to watch (page).
    begin_hand_over(HandOverRequest) -> HandOverTask = |desk, with| Box::pin(async move { crate::hand_over::begin(&desk, &with).await });
    /// The hand-overs of a review.
    hand_over_task(ReviewId) -> Option<HandOverTask> = |desk, with| desk.blocking(move |desk| crate::task::task(desk, with.review.as_deref()));
    /// Stops a transfer before it counts.
    cancel_sending(HandOverId) -> () = |desk, with| desk.blocking(move |desk| crate::hand_over::cancel(desk, &with.id));
    /// Asks the cloud now.
    check_now(ReviewId) -> () = |desk, with| Box::pin(async move { crate::watch::check_now(&desk, with.review.as_deref()).await });
    /// Gives up the unfinished hand-overs of a review; what they had reached stays on record.
    stop_watching(ReviewId) -> () = |desk, with| desk.blocking(move |desk| crate::give_up::stop_watching(desk, with.review.as_deref()));
    /// A receipt.
    receipt(ReceiptNumber) -> Receipt = |desk, with| desk.blocking(move |desk| crate::receipt::receipt(desk, &with.number));
    /// Who stands behind a count of a receipt, page by page.
    confirmed_accounts(ConfirmedAccounts) -> ConfirmedPage = |desk, with| desk.blocking(move |desk| crate::confirmation::page(desk, &with));
    /// What happened.
    history(HistoryFilter) -> HistoryPage = |desk, with| desk.blocking(move |desk| crate::history::page(desk, &with));
    /// The cloud's last answer about consumed licenses, as it came.
    consumed_answer(Nothing) -> Option<CloudAnswer> = |desk, _| desk.blocking(crate::overview::consumed_answer);
    /// How the cloud's report of consumed licenses stands: what is kept of it, and how far a reading is.
    cloud_report(Nothing) -> CloudReport = |desk, _| desk.blocking(crate::consumed_report::report);
    /// Stops the reading of the cloud's report; the next one goes on from there.
    stop_reading_cloud(Nothing) -> () = |desk, _| desk.blocking(crate::consumed_report::stop);
    /// Reads everybody whom the cloud counts now, and gives the count.
    read_consumed(Nothing) -> Option<Consumed> = |desk, _| Box::pin(async move { crate::overview::read_consumed(&desk).await });
    /// How identities and Visual Studio subscriptions of the enterprise at hand stand: what is kept of them, and how far a reading is.
    cloud_parts(Nothing) -> CloudParts = |desk, _| desk.blocking(crate::from_cloud::parts);
    /// Reads them into the open review.
    read_cloud_parts(WantedCloudParts) -> CloudPartsRead = |desk, with| Box::pin(async move { crate::from_cloud::read(&desk, with).await });
    /// Stops that reading; it adds nothing.
    stop_reading_cloud_parts(Nothing) -> () = |desk, _| desk.blocking(crate::from_cloud::stop);
    /// How the reading of a server stands.
    server_reading(ServerKey) -> ServerReading = |desk, with| desk.blocking(move |desk| crate::from_server::stand(desk, &with.key));
    /// Reads a server's license and reports into the open review.
    read_server(WantedServerFiles) -> ServerRead = |desk, with| Box::pin(async move { crate::from_server::read(&desk, with).await });
    /// Stops that reading; it adds nothing.
    stop_reading_server(ServerKey) -> () = |desk, with| desk.blocking(move |desk| crate::from_server::stop(desk, &with.key));
    /// Forgets the token of a server's site administrator.
    forget_server_token(ServerKey) -> () = |desk, with| desk.blocking(move |desk| crate::server_token::forget(desk, &with.key));
    /// Changes settings at once.
    change_settings(SettingsChange) -> Shell = |desk, with| Box::pin(async move { crate::settings::change(&desk, with).await });
    /// Adds an enterprise and chooses it.
    add_enterprise(AddEnterprise) -> Shell = |desk, with| Box::pin(async move { crate::enterprise::add(&desk, with).await });
    /// Removes an enterprise and its token; what happened with it stays in history.
    remove_enterprise(EnterpriseName) -> Shell = |desk, with| Box::pin(async move { crate::enterprise::remove(&desk, &with.enterprise).await });
    /// Gives an enterprise another token.
    replace_token(NewToken) -> Shell = |desk, with| Box::pin(async move { crate::enterprise::replace_token(&desk, with).await });
    /// Checks an enterprise, line by line.
    check_enterprise(EnterpriseName) -> EnterpriseCheck = |desk, with| Box::pin(async move { crate::enterprise::check(&desk, &with.enterprise).await });
    /// How this computer reaches the cloud.
    network(Nothing) -> Network = |desk, _| desk.blocking(crate::network::network);
    /// Changes how this computer reaches the cloud; what is null stays.
    change_network(NetworkChange) -> Network = |desk, with| desk.blocking(move |desk| crate::network::change(desk, with));
    /// The originals that are kept.
    kept(Nothing) -> Kept = |desk, _| desk.blocking(crate::forget::kept);
    /// What forgetting would take away.
    plan_forget(Nothing) -> ForgetPlan = |desk, _| desk.blocking(crate::forget::plan);
    /// Forgets all originals and what was read from them.
    forget(Nothing) -> Kept = |desk, _| desk.blocking(crate::forget::forget);
}
