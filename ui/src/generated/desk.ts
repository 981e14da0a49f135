// Written from the Rust types by `make types`; not to be edited by hand.

/**
 * One way in which accounts change.
 */
export type AccountChange = "joined" | "left" | "suspended" | "came_back" | "email_changed" | "role_changed";

/**
 * How many accounts more or fewer there are than before; `None` where either list does not tell.
 */
export type AccountChanges = { 
/**
 * Of all.
 */
accounts: number | null, 
/**
 * Of those that are neither suspended nor dormant.
 */
active: number | null, 
/**
 * Of the suspended.
 */
suspended: number | null, 
/**
 * Of the dormant.
 */
dormant: number | null, };

/**
 * Where an account stands in a file.
 */
export type AccountEvidence = { 
/**
 * The file's name.
 */
file: string, 
/**
 * The line, or in JSON the record, counted from 1.
 */
place: number, 
/**
 * When the file was added.
 */
at: string, };

/**
 * An account, by its key.
 */
export type AccountKey = { 
/**
 * Its key: `HOST:ID`, `HOST:@LOGIN` or `cloud:LOGIN`.
 */
key: string, };

/**
 * What a usage file says of accounts; `None` where sealed or not told.
 */
export type AccountsEntry = { 
/**
 * Sealed, open or absent.
 */
state: AccountsState, 
/**
 * All accounts.
 */
total: number | null, 
/**
 * Those not suspended.
 */
active: number | null, 
/**
 * Those suspended.
 */
suspended: number | null, 
/**
 * Those dormant.
 */
dormant: number | null, };

/**
 * Whether the people can be read.
 */
export type AccountsState = "sealed" | "open" | "absent";

/**
 * What is noticed across servers.
 */
export type AcrossServers = { "what": "one_host_two_ids", 
/**
 * The host.
 */
host: string, 
/**
 * Its ids.
 */
ids: Array<string>, } | { "what": "one_id_two_hosts", 
/**
 * The id.
 */
id: string, 
/**
 * Its hosts.
 */
hosts: Array<string>, };

/**
 * An enterprise to add, with its token if one is at hand.
 */
export type AddEnterprise = { 
/**
 * What was typed.
 */
enterprise: NewEnterprise, 
/**
 * The token.
 */
token: string | null, 
/**
 * Keep the token for this session only, not in the keychain.
 */
session_only: boolean, };

/**
 * An appearance.
 */
export type Appearance = "system" | "light" | "dark";

/**
 * A certificate of a file that is not trusted.
 */
export type AuthorityFault = { 
/**
 * Which one of the file, from 1.
 */
number: number, 
/**
 * The line on which it begins.
 */
line: number, 
/**
 * Why.
 */
problem: AuthorityProblem, };

/**
 * Why a certificate is no authority to trust.
 */
export type AuthorityProblem = "not_closed" | "not_base64" | "not_a_certificate" | "private_key" | "not_an_authority" | "expired" | "not_yet_valid";

/**
 * How an enterprise pays for licenses.
 */
export type BillingModel = "unknown" | "volume" | "usage";

/**
 * A reading that broke off. It goes on where it stopped, as long as this process lives.
 */
export type BrokenOffReading = { 
/**
 * How far it was.
 */
pages: ReadingPages, 
/**
 * Why.
 */
failure: Failure, };

/**
 * Every call: its argument and its answer. Exists for TypeScript only.
 */
export type Calls = { 
/**
 * The frame around every place.
 */
shell: [Nothing, Shell], 
/**
 * Where everything stands.
 */
overview: [Nothing, Overview], 
/**
 * Who will take a license, counted from what the ledger keeps; `None` where there is nothing to count from.
 */
people_number: [Nothing, PeopleNumber | null], 
/**
 * The servers that are known, and what is noticed across them.
 */
servers: [Nothing, Servers], 
/**
 * One server with its exports.
 */
server: [ServerKey, ServerPage], 
/**
 * A window of people, searched, filtered and sorted.
 */
people_rows: [PeopleWindow, PeopleRows], 
/**
 * Which columns of people are shown.
 */
people_columns: [Nothing, Array<PeopleColumn>], 
/**
 * Chooses which columns of people are shown.
 */
choose_people_columns: [ChosenColumns, null], 
/**
 * Stops the file that is being written where a person said.
 */
cancel_saving: [Nothing, null], 
/**
 * Those of the cloud's people who stand behind a part of the difference and take no license here.
 */
cloud_people: [CloudPeoplePage, CloudPeople], 
/**
 * Stops the count that goes on, for all who wait for it.
 */
cancel_count: [Nothing, null], 
/**
 * Why somebody is one person.
 */
person: [AccountKey, PersonWhy], 
/**
 * What would become of the number; nothing of it is kept.
 */
try_out: [WhatIf, TriedOut], 
/**
 * What there is to try out.
 */
what_if_choices: [Nothing, WhatIfChoices], 
/**
 * What a person told of the enterprise at hand.
 */
told_facts: [Nothing, ToldFacts], 
/**
 * Tells it anew.
 */
tell_facts: [ToldFacts, ToldFacts], 
/**
 * A review, or the open one.
 */
review_sheet: [ReviewId, ReviewSheet | null], 
/**
 * Adds a practice sample to the open review.
 */
add_sample: [SampleId, null], 
/**
 * Stops reading a file; it leaves the review.
 */
cancel_reading: [FileId, null], 
/**
 * Takes a file out of the open review.
 */
remove_file: [FileId, null], 
/**
 * Closes the open review; its files stay kept.
 */
close_review: [Nothing, null], 
/**
 * Answers a question, or takes the answer back.
 */
answer_question: [QuestionAnswer, null], 
/**
 * Says on which server a report was made, or takes the answer back.
 */
set_report_server: [ReportServer, null], 
/**
 * The decisions about accounts that stand for the enterprise at hand, oldest first.
 */
decisions: [Nothing, Array<Decision>], 
/**
 * Makes a decision about accounts.
 */
decide: [NewDecision, Decision], 
/**
 * Takes a decision back.
 */
undo_decision: [DecisionId, null], 
/**
 * Lets a decision that was taken back stand again.
 */
restore_decision: [DecisionId, null], 
/**
 * Takes the decisions of a file that was looked at.
 */
take_decisions: [DecisionId, null], 
/**
 * The worklist: what was taken onto it, and what else could be.
 */
worklist: [Nothing, PeopleWorklist], 
/**
 * Takes two people who are probably one onto the worklist, or off it.
 */
change_worklist: [WorklistChange, null], 
/**
 * Counts what became of a server's accounts between two lists of them. It tells how far it is as the later file's reading,
 * and is stopped as one.
 */
count_changes: [ComparedFiles, ChangeCounts], 
/**
 * The accounts that changed in one way, page by page.
 */
changed_accounts: [ChangedAccounts, ChangedPage], 
/**
 * What the cloud should count once a review's exports are counted. It counts everybody, as the number does.
 */
expected_count: [ReviewId, ExpectedCount], 
/**
 * The accounts that a file lists, page by page. It tells how far the file is read again, and is stopped as a reading.
 */
listed_accounts: [ListedAccounts, ListedPage], 
/**
 * What stands ready before a hand-over.
 */
prepare_hand_over: [HandOverRequest, Preparation], 
/**
 * Chooses where GitHub's page is opened for an enterprise.
 */
choose_page_way: [ChosenPageWay, null], 
/**
 * Hands over: sends (endpoint) or begins to watch (page).
 */
begin_hand_over: [HandOverRequest, HandOverTask], 
/**
 * The hand-overs of a review.
 */
hand_over_task: [ReviewId, HandOverTask | null], 
/**
 * Stops a transfer before it counts.
 */
cancel_sending: [HandOverId, null], 
/**
 * Asks the cloud now.
 */
check_now: [ReviewId, null], 
/**
 * Gives up the unfinished hand-overs of a review; what they had reached stays on record.
 */
stop_watching: [ReviewId, null], 
/**
 * A receipt.
 */
receipt: [ReceiptNumber, Receipt], 
/**
 * Who stands behind a count of a receipt, page by page.
 */
confirmed_accounts: [ConfirmedAccounts, ConfirmedPage], 
/**
 * What happened.
 */
history: [HistoryFilter, HistoryPage], 
/**
 * The cloud's last answer about consumed licenses, as it came.
 */
consumed_answer: [Nothing, CloudAnswer | null], 
/**
 * How the cloud's report of consumed licenses stands: what is kept of it, and how far a reading is.
 */
cloud_report: [Nothing, CloudReport], 
/**
 * Stops the reading of the cloud's report; the next one goes on from there.
 */
stop_reading_cloud: [Nothing, null], 
/**
 * Reads everybody whom the cloud counts now, and gives the count.
 */
read_consumed: [Nothing, Consumed | null], 
/**
 * How identities and Visual Studio subscriptions of the enterprise at hand stand: what is kept of them, and how far a reading is.
 */
cloud_parts: [Nothing, CloudParts], 
/**
 * Reads them into the open review.
 */
read_cloud_parts: [WantedCloudParts, CloudPartsRead], 
/**
 * Stops that reading; it adds nothing.
 */
stop_reading_cloud_parts: [Nothing, null], 
/**
 * How the reading of a server stands.
 */
server_reading: [ServerKey, ServerReading], 
/**
 * Reads a server's license and reports into the open review.
 */
read_server: [WantedServerFiles, ServerRead], 
/**
 * Stops that reading; it adds nothing.
 */
stop_reading_server: [ServerKey, null], 
/**
 * Forgets the token of a server's site administrator.
 */
forget_server_token: [ServerKey, null], 
/**
 * Changes settings at once.
 */
change_settings: [SettingsChange, Shell], 
/**
 * Adds an enterprise and chooses it.
 */
add_enterprise: [AddEnterprise, Shell], 
/**
 * Removes an enterprise and its token; what happened with it stays in history.
 */
remove_enterprise: [EnterpriseName, Shell], 
/**
 * Gives an enterprise another token.
 */
replace_token: [NewToken, Shell], 
/**
 * Checks an enterprise, line by line.
 */
check_enterprise: [EnterpriseName, EnterpriseCheck], 
/**
 * How this computer reaches the cloud.
 */
network: [Nothing, Network], 
/**
 * Changes how this computer reaches the cloud; what is null stays.
 */
change_network: [NetworkChange, Network], 
/**
 * The originals that are kept.
 */
kept: [Nothing, Kept], 
/**
 * What forgetting would take away.
 */
plan_forget: [Nothing, ForgetPlan], 
/**
 * Forgets all originals and what was read from them.
 */
forget: [Nothing, Kept], };

/**
 * How many accounts changed, and how.
 */
export type ChangeCounts = { 
/**
 * Only in the later list.
 */
joined: number, 
/**
 * Only in the earlier list.
 */
left: number, 
/**
 * Not suspended before, and now.
 */
suspended: number, 
/**
 * Suspended before, and not now.
 */
came_back: number, 
/**
 * With another primary e-mail, or one that is there or gone.
 */
email_changed: number, 
/**
 * With another role.
 */
role_changed: number, };

/**
 * An account in two lists.
 */
export type ChangedAccount = { 
/**
 * As the earlier list tells it; `None` where it is not in it.
 */
before: ListedAccount | null, 
/**
 * As the later list tells it; `None` where it is not in it.
 */
after: ListedAccount | null, };

/**
 * A page of the accounts that changed in one way between two lists of people.
 */
export type ChangedAccounts = { 
/**
 * The earlier list's file.
 */
before: string, 
/**
 * The later list's file.
 */
after: string, 
/**
 * How they changed.
 */
change: AccountChange, 
/**
 * How many of them come before the page.
 */
skip: number, };

/**
 * An account that has another primary e-mail than when something was decided about it.
 */
export type ChangedGround = { 
/**
 * Its key.
 */
account: string, 
/**
 * The e-mail that it had; `None` where it had none.
 */
before: string | null, 
/**
 * The e-mail now; `None` where it has none.
 */
now: string | null, };

/**
 * Accounts that changed in one way: a page of them.
 */
export type ChangedPage = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * These of them, in the order of the later list; of those who left, of the earlier.
 */
accounts: Array<ChangedAccount>, };

/**
 * One line of a check.
 */
export type CheckLine = { 
/**
 * What was checked.
 */
subject: CheckSubject, 
/**
 * How it stands.
 */
state: CheckState, 
/**
 * The values that its words need.
 */
params: { [key in string]: Param }, };

/**
 * How a line of a check stands.
 */
export type CheckState = "fine" | "warning" | "failed" | "unknown";

/**
 * What a check looks at.
 */
export type CheckSubject = "host" | "tls" | "proxy" | "token" | "scope" | "api_version" | "consumed_licenses" | "owner" | "rate" | "clock";

/**
 * An answer to a question.
 */
export type Choice = "renamed" | "clone" | "rebuilt" | "another" | "same";

/**
 * Columns of people, in their order.
 */
export type ChosenColumns = { 
/**
 * The columns beside the person.
 */
columns: Array<PeopleColumn>, };

/**
 * Where GitHub's page is opened for an enterprise.
 */
export type ChosenPageWay = { 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * The way.
 */
way: PageWay, };

/**
 * An answer of the cloud, as it came.
 */
export type CloudAnswer = { 
/**
 * The published operation.
 */
source: string, 
/**
 * When it was read.
 */
at: string, 
/**
 * When, by the cloud's clock.
 */
cloud_at: string | null, 
/**
 * The body, shortened where it is long.
 */
body: string, };

/**
 * What a cloud report says of the cloud's own count.
 */
export type CloudEntry = { 
/**
 * Licenses consumed.
 */
consumed: number | null, 
/**
 * Licenses purchased.
 */
purchased: number | null, 
/**
 * Rows in the report.
 */
rows: number, };

/**
 * A part.
 */
export type CloudPart = "identities" | "subscriptions";

/**
 * Whose identities or subscriptions they are.
 */
export type CloudPartOwner = { "of": "enterprise" } | { "of": "organizations" } | { "of": "organization", 
/**
 * Its login.
 */
login: string, } | { "of": "unnamed_organization" };

/**
 * How far a reading is.
 */
export type CloudPartReading = { 
/**
 * What is being read.
 */
part: CloudPart, 
/**
 * How many were read so far.
 */
read: number, 
/**
 * How many there are; `None` until the cloud has told it.
 */
of: number | null, };

/**
 * How they stand.
 */
export type CloudParts = { 
/**
 * The enterprise's name; `None` where none is at hand.
 */
enterprise: string | null, 
/**
 * Whether it is practice.
 */
practice: boolean, 
/**
 * How far a reading is that goes on.
 */
reading: CloudPartReading | null, 
/**
 * The newest file of each part that is kept, read or dropped.
 */
kept: Array<KeptCloudPart>, 
/**
 * What the last reading brought, as long as this process lives.
 */
last: CloudPartsRead | null, };

/**
 * What a reading brought.
 */
export type CloudPartsRead = { 
/**
 * When it ended.
 */
at: string, 
/**
 * The review that its files are in; `None` where there was nothing to keep.
 */
review: string | null, 
/**
 * Each part that was asked for.
 */
parts: Array<ReadCloudPart>, };

/**
 * A page of them.
 */
export type CloudPeople = { 
/**
 * How many there are.
 */
total: number, 
/**
 * The first one's place among all.
 */
from: number, 
/**
 * The page; 500 at the most.
 */
people: Array<CloudPerson>, };

/**
 * A page of those of the cloud's people who stand behind a part of the difference and take no license here.
 */
export type CloudPeoplePage = { 
/**
 * Which part.
 */
reason: DifferenceReason, 
/**
 * The first one's place.
 */
from: number, 
/**
 * How many, 500 at the most.
 */
count: number, };

/**
 * Somebody whom the cloud's report lists.
 */
export type CloudPerson = { 
/**
 * The name that the cloud has.
 */
name: string | null, 
/**
 * The accounts on servers that the report lists, each `HOST:ID`, or as the report spells one that cannot be read.
 */
accounts: Array<string>, 
/**
 * The e-mails that it lists with them.
 */
emails: Array<string>, 
/**
 * Where the report says so.
 */
evidence: AccountEvidence | null, };

/**
 * How the report of the enterprise at hand stands.
 */
export type CloudReport = { 
/**
 * The enterprise's name; `None` where none is at hand.
 */
enterprise: string | null, 
/**
 * Whether it is practice.
 */
practice: boolean, 
/**
 * How far a reading is that goes on.
 */
reading: ReadingPages | null, 
/**
 * The newest one that was read whole.
 */
kept: KeptCloudReport | null, 
/**
 * The last reading, where it broke off.
 */
broken_off: BrokenOffReading | null, };

/**
 * Every kind of finding there is. The severity stands beside each; parameters are named in the text.
 */
export type Code = "empty_file" | "not_json" | "truncated" | "invalid_json" | "wrong_encoding" | "other_encoding" | "lone_surrogate" | "too_deep" | "text_too_long" | "byte_order_mark" | "duplicate_key" | "number_out_of_range" | "unexpected_type" | "other_delimiter" | "carriage_returns" | "stray_quote" | "ragged_row" | "row_too_long" | "open_last_line" | "header_missing" | "header_repeated" | "repeated_column" | "columns_missing" | "cells_not_utf8" | "formula_cell" | "rounded_number" | "rewritten_date" | "rewritten_login" | "unknown_table" | "report_not_told" | "unknown_kind" | "fields_missing" | "unknown_keys" | "server_id_missing" | "server_id_not_uuid" | "host_missing" | "host_odd" | "http_only" | "connect_syncs" | "no_user_list" | "empty_user_list" | "users_not_base64" | "no_primary_email" | "several_primary_emails" | "account_without_key" | "repeated_user_id" | "repeated_login" | "repeated_account" | "roster_full" | "rows_missing" | "pages_missing" | "page_overlaps" | "rows_too_many" | "total_changed" | "repeated_page" | "repeated_row" | "repeated_cloud_login" | "repeated_user_list" | "unlinked_identity" | "no_identity_provider" | "more_pages" | "answer_has_errors" | "subscriptions_missing" | "repeated_subscription" | "unknown_fields" | "cannot_open" | "not_a_file" | "empty_folder" | "folders_passed_over" | "empty_archive" | "archive_refused" | "archive_entry_refused" | "read_failed" | "changed_while_read" | "not_kept" | "cancelled" | "other_host" | "other_server_id" | "other_than_chosen" | "older_file" | "already_counted" | "already_handed_over" | "same_bytes_twice" | "report_without_server" | "report_paired" | "companion_unproven" | "other_enterprise" | "sample_in_real" | "real_in_practice" | "not_taken" | "arrival_unknown" | "failed_at_cloud" | "unconfirmed" | "cloud_unreadable" | "missing_scope" | "accounts_differ" | "file_shows_nothing" | "file_shows_arrival" | "confirmed_by_file" | "held_accounts_differ" | "clock_differs";

/**
 * The export that a server is compared with.
 */
export type Compared = { 
/**
 * When it was added.
 */
at: string, 
/**
 * Whether it was counted.
 */
counted: boolean, 
/**
 * Its review.
 */
review: string, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * Its version.
 */
version: string | null, 
/**
 * Its accounts; `None` where they were sealed or not told.
 */
total: number | null, 
/**
 * Its active accounts.
 */
active: number | null, 
/**
 * Its suspended accounts.
 */
suspended: number | null, 
/**
 * Its dormant accounts.
 */
dormant: number | null, };

/**
 * Two lists of people of one server, by the ids of their files.
 */
export type ComparedFiles = { 
/**
 * The earlier one.
 */
before: string, 
/**
 * The later one.
 */
after: string, };

/**
 * An account of a server, or a person of the cloud.
 */
export type ConfirmedAccount = { 
/**
 * The account's id on its server; `None` of a person of the cloud.
 */
id: number | null, 
/**
 * Its login.
 */
login: string | null, 
/**
 * Its primary e-mail; of a person of the cloud the first that is told.
 */
email: string | null, 
/**
 * The primary e-mail that the cloud holds, where it is another.
 */
email_there: string | null, 
/**
 * What else the person goes by: other logins, accounts on servers.
 */
others: Array<string>, };

/**
 * A page of those who stand behind one count of a receipt.
 */
export type ConfirmedAccounts = { 
/**
 * The receipt's number.
 */
number: string, 
/**
 * Which count.
 */
change: ConfirmedChange, 
/**
 * How many of them come before the page.
 */
skip: number, };

/**
 * What became of somebody between what was handed over and what the cloud shows.
 */
export type ConfirmedChange = "missing" | "unexpected" | "differing" | "joined" | "left" | "merged" | "split";

/**
 * A page of them.
 */
export type ConfirmedPage = { 
/**
 * How many there are.
 */
total: number, 
/**
 * At most 200 of them.
 */
accounts: Array<ConfirmedAccount>, };

/**
 * A reading of the cloud's consumed licenses.
 */
export type Consumed = { 
/**
 * Licenses consumed.
 */
consumed: number, 
/**
 * Licenses purchased; `None` where the cloud does not say.
 */
purchased: number | null, 
/**
 * When it was read.
 */
at: string, };

/**
 * What is to be known beside the number and its difference from the cloud's own.
 */
export type CountNotice = { "what": "no_verified_email", 
/**
 * How many.
 */
people: number, } | { "what": "metered_needs_connect", 
/**
 * The first of them.
 */
servers: Array<string>, 
/**
 * How many.
 */
count: number, } | { "what": "security_products", 
/**
 * GitHub Advanced Security.
 */
advanced_security: number | null, 
/**
 * GitHub Code Security.
 */
code_security: number | null, 
/**
 * GitHub Secret Protection.
 */
secret_protection: number | null, };

/**
 * A step of a count, in their order.
 */
export type CountStep = "reading" | "matching" | "comparing";

/**
 * A receipt that these bytes already have.
 */
export type Counted = { 
/**
 * The receipt's number.
 */
receipt: string, 
/**
 * Its date.
 */
at: string, };

/**
 * What the cloud's report counts.
 */
export type CountedOf = { 
/**
 * Consumed licenses; `None` where the report does not tell.
 */
consumed: number | null, 
/**
 * Purchased licenses; `None` where the report does not tell.
 */
purchased: number | null, 
/**
 * When it was added, or read.
 */
at: string, 
/**
 * The files that it came in.
 */
files: Array<string>, 
/**
 * How many licenses its rows list, so that what it consumes beyond them is known.
 */
listed: number, 
/**
 * Where it comes from.
 */
origin: ReportOrigin, };

/**
 * A decision that stands. It moves the planned number only; GitHub sees none of it.
 */
export type Decision = { 
/**
 * Its id.
 */
id: string, 
/**
 * What was decided.
 */
kind: DecisionKind, 
/**
 * The key of an account: `HOST:ID`, `HOST:@LOGIN`, `cloud:LOGIN` or `vs:UPN`.
 */
account: string, 
/**
 * The key of the other account of a link or an unlink.
 */
other: string | null, 
/**
 * Why, in the person's own words; may be empty.
 */
note: string, 
/**
 * When.
 */
at: string, 
/**
 * By whom: the account name on that computer.
 */
actor: string, 
/**
 * The accounts that have another primary e-mail than when it was made.
 */
changed: Array<ChangedGround>, 
/**
 * The keys of its accounts that are not there any more.
 */
gone: Array<string>, };

/**
 * A decision, by id.
 */
export type DecisionId = { 
/**
 * Its id.
 */
id: string, };

/**
 * What the decisions of a file would do to those that stand.
 */
export type DecisionImport = { 
/**
 * By what it is taken.
 */
id: string, 
/**
 * The file's name.
 */
file: string, 
/**
 * Decisions that are new here.
 */
added: ImportPart, 
/**
 * Decisions that stand here in other words; the file's take their place.
 */
changed: ImportPart, 
/**
 * Decisions that contradict one that stands here; they are left out.
 */
conflicts: ImportPart, 
/**
 * How many stand here as they are in the file.
 */
same: number, };

/**
 * What was decided.
 */
export type DecisionKind = "link" | "unlink" | "exclude" | "note";

/**
 * A part of the difference from the cloud's own count.
 */
export type DifferencePart = { 
/**
 * Why.
 */
reason: DifferenceReason, 
/**
 * How many licenses more or fewer there are here.
 */
change: number, 
/**
 * How many people here are behind it.
 */
people: number, 
/**
 * How many of the cloud's people are behind it who take no license here.
 */
cloud_people: number, };

/**
 * Why the cloud's own number is another.
 */
export type DifferenceReason = "new_account" | "gone_account" | "suspended_since" | "email_changed" | "newly_linked" | "no_longer_linked" | "remembered_stale" | "cloud_only_knows" | "unexplained";

/**
 * Two numbers that should be one.
 */
export type DifferingCloudPart = { 
/**
 * Whose they are.
 */
of: CloudPartOwner, 
/**
 * How many were read.
 */
read: number, 
/**
 * How many the cloud tells of.
 */
told: number, };

/**
 * The list of people that another one is compared with: the server's latest complete one before it.
 */
export type EarlierPeople = { 
/**
 * The file's id.
 */
file: string, 
/**
 * Its base name.
 */
name: string, 
/**
 * When it was added.
 */
at: string, 
/**
 * Its review.
 */
review: string, };

/**
 * What an edge rests on.
 */
export type EdgeStanding = "observed" | "documented" | "assumed" | "decided" | "suggested";

/**
 * An enterprise that this computer knows.
 */
export type Enterprise = { 
/**
 * The name it goes by here; unique.
 */
name: string, 
/**
 * The host of its web pages, such as `github.com`.
 */
host: string, 
/**
 * Its slug.
 */
slug: string, 
/**
 * Whether it is the practice enterprise.
 */
practice: boolean, 
/**
 * How files go to it.
 */
route: Route, 
/**
 * Its licensing page; `None` for practice.
 */
page: string | null, 
/**
 * Whether a token is at hand.
 */
token: TokenState, 
/**
 * The last check, if any.
 */
check: EnterpriseCheck | null, };

/**
 * A check of an enterprise, line by line.
 */
export type EnterpriseCheck = { 
/**
 * The enterprise.
 */
enterprise: string, 
/**
 * When.
 */
at: string, 
/**
 * The lines, in a fixed order.
 */
lines: Array<CheckLine>, };

/**
 * An enterprise, by name.
 */
export type EnterpriseName = { 
/**
 * Its name.
 */
enterprise: string, };

/**
 * Something happened; the window asks again for what it shows.
 */
export type Event = { "event": "reading", 
/**
 * The file's id.
 */
file: string, 
/**
 * Bytes so far.
 */
bytes: number, 
/**
 * Bytes in all, as the file system tells.
 */
total: number, 
/**
 * Accounts so far.
 */
accounts: number, } | { "event": "review_changed" } | { "event": "sending", 
/**
 * The hand-over's id.
 */
id: string, 
/**
 * Bytes so far.
 */
sent: number, 
/**
 * Bytes in all.
 */
total: number, } | { "event": "counting", 
/**
 * What is done.
 */
step: CountStep, 
/**
 * Bytes of files that were read so far.
 */
bytes: number, 
/**
 * Bytes in all.
 */
total: number, } | { "event": "saving", 
/**
 * Rows so far.
 */
done: number, 
/**
 * Rows in all.
 */
total: number, } | { "event": "hand_over_changed", 
/**
 * The hand-over's id.
 */
id: string, 
/**
 * The server's host.
 */
server: string, 
/**
 * Its state.
 */
state: HandOverState, } | { "event": "cloud_reading", 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * Pages so far.
 */
pages: number, 
/**
 * Pages in all; `None` until the first one tells it.
 */
of: number | null, } | { "event": "cloud_read", 
/**
 * The enterprise's name.
 */
enterprise: string, } | { "event": "cloud_part_reading", 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * What is being read.
 */
part: CloudPart, 
/**
 * How many so far.
 */
read: number, 
/**
 * How many there are; `None` until the cloud has told it.
 */
of: number | null, } | { "event": "cloud_parts_read", 
/**
 * The enterprise's name.
 */
enterprise: string, } | { "event": "server_reading", 
/**
 * The server's host.
 */
host: string, 
/**
 * How far it is.
 */
step: ServerStep, } | { "event": "server_read", 
/**
 * The server's host.
 */
host: string, } | { "event": "people_changed" } | { "event": "settings_changed" };

/**
 * One answer of the cloud that a receipt rests on.
 */
export type Evidence = { 
/**
 * What it shows.
 */
subject: EvidenceSubject, 
/**
 * When, by the cloud's clock where it told; else by this computer's.
 */
at: string, 
/**
 * Whether `at` is by the cloud's clock.
 */
by_cloud_clock: boolean, 
/**
 * The published operation that answered, such as `GET /enterprises/{enterprise}/license-sync-status`.
 */
source: string, 
/**
 * The values that its words need.
 */
params: { [key in string]: Param }, 
/**
 * The part of the answer that it rests on, as it came (JSON).
 */
answer: string, };

/**
 * What an answer shows.
 */
export type EvidenceSubject = "received" | "counted" | "failed" | "listed" | "accounts_held" | "consumed";

/**
 * What the cloud should count once the exports of a review are counted.
 */
export type ExpectedCount = { 
/**
 * The number; `None` where nobody can know.
 */
licenses: ExpectedLicenses | null, 
/**
 * Why nobody can know.
 */
why_not: WhyNotExpected | null, };

/**
 * How many licenses should be taken then.
 */
export type ExpectedLicenses = { 
/**
 * With what is only assumed.
 */
low: number, 
/**
 * By the documented rules.
 */
documented: number, 
/**
 * If the cloud does not release what is gone.
 */
high: number, 
/**
 * Whether every server's people are known. If not, it is "at least".
 */
complete: boolean, };

/**
 * What people are written as.
 */
export type ExportFormat = "xlsx" | "csv" | "ndjson";

/**
 * An export of a server.
 */
export type ExportLine = { 
/**
 * When it was added.
 */
at: string, 
/**
 * SHA-256 of its bytes, in hex digits.
 */
sha256: string, 
/**
 * Its review.
 */
review: string, 
/**
 * How many accounts it lists, or, where its list is sealed, the report of all users that came with it; `None` without either.
 */
accounts: number | null, 
/**
 * The id of the file that lists them; `None` where none does.
 */
people: string | null, 
/**
 * How many more or fewer than the last one before it that tells.
 */
change: number | null, 
/**
 * How far its last hand-over got; `None` where it was never handed over.
 */
state: HandOverState | null, };

/**
 * How many people a facet shows.
 */
export type FacetCount = { 
/**
 * Which.
 */
facet: PersonFacet, 
/**
 * How many.
 */
count: number, };

/**
 * A use case that could not be carried out.
 */
export type Failure = { 
/**
 * What it is.
 */
code: FailureCode, 
/**
 * The values that its words need; each code's documentation names its own.
 */
params: { [key in string]: Param }, };

/**
 * Every way in which a use case can fail.
 */
export type FailureCode = "newer_ledger" | "ledger_busy" | "ledger_damaged" | "disk_full" | "no_permission" | "input_output" | "keychain_missing" | "keychain_locked" | "keychain_slow" | "token_left" | "not_found" | "invalid_input" | "name_taken" | "isolated_side" | "no_enterprise" | "token_missing" | "nothing_to_hand_over" | "bytes_changed" | "unfinished" | "server_elsewhere" | "already_done" | "cancelled" | "wrong_route" | "cloud" | "defect";

/**
 * A GitHub Connect feature.
 */
export type FeatureEntry = { 
/**
 * Its name.
 */
name: string, 
/**
 * When it was turned on, as in the file.
 */
enabled_at: string | null, };

/**
 * A file in a review.
 */
export type FileBox = { 
/**
 * Its id.
 */
id: string, 
/**
 * How far it is.
 */
state: FileState, 
/**
 * What it says. While it is read: its name and size only.
 */
entry: FileEntry, 
/**
 * The file's own date, as the file system tells; it proves nothing.
 */
file_date: string | null, 
/**
 * Whether it is a practice sample.
 */
sample: boolean, 
/**
 * The form of a sealed list: its length in bytes.
 */
sealed_bytes: number | null, 
/**
 * Keys that GitHub's page does not name, raw.
 */
unknown: Array<UnknownKey>, 
/**
 * Questions that wait for a person. Each stands for one finding.
 */
questions: Array<Question>, 
/**
 * Whether these bytes were counted: the receipt's number and date.
 */
counted: Counted | null, 
/**
 * What is known of a server's report; `None` for every other file.
 */
report: ReportEntry | null, };

/**
 * What one file says.
 */
export type FileEntry = { 
/**
 * The path as given, with hidden characters made visible.
 */
path: string, 
/**
 * The base name, made visible.
 */
name: string, 
/**
 * Its size; `None` where it could not be read.
 */
bytes: number | null, 
/**
 * SHA-256 in hex; `None` where it could not be read to its end.
 */
sha256: string | null, 
/**
 * What it is, found from its content.
 */
kind: Kind, 
/**
 * The server that made it.
 */
server: ServerEntry | null, 
/**
 * What it says of accounts; `None` where it is no usage file.
 */
accounts: AccountsEntry | null, 
/**
 * What it says of the cloud's count; `None` where it is no cloud report.
 */
cloud: CloudEntry | null, 
/**
 * What it tells of identities; `None` for every other kind.
 */
identities: IdentityCounts | null, 
/**
 * What it tells of Visual Studio subscriptions; `None` for every other kind.
 */
subscriptions: SubscriptionCounts | null, 
/**
 * A server's license; `None` for every other kind.
 */
license: LicenseEntry | null, 
/**
 * Whether it is a practice sample.
 */
sample: boolean, 
/**
 * What was noticed.
 */
findings: Array<Finding>, };

/**
 * A file in a review, by id.
 */
export type FileId = { 
/**
 * Its id.
 */
file: string, };

/**
 * How far a file is.
 */
export type FileState = "reading" | "read";

/**
 * Something that was noticed: a code, how much it matters, where, and the values that its words need.
 * The window owns the words in both languages; the headless twin owns its English.
 */
export type Finding = { 
/**
 * What it is.
 */
code: Code, 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * Where it was noticed, if it has a place.
 */
at: Place | null, 
/**
 * The values its words need, by name; each code's documentation names its own.
 */
params: { [key in string]: Param }, };

/**
 * How many findings of each kind stand in a review.
 */
export type FindingCounts = { 
/**
 * Files that cannot be used.
 */
unusable: number, 
/**
 * Open questions.
 */
questions: number, 
/**
 * Warnings that are no question.
 */
warnings: number, 
/**
 * Notes.
 */
notes: number, };

/**
 * A change that somebody can make.
 */
export type FixChange = { "change": "make_primary", 
/**
 * The e-mail.
 */
email: string, 
/**
 * The account's login.
 */
login: string | null, 
/**
 * Its server.
 */
host: string, } | { "change": "verify", 
/**
 * The e-mail.
 */
email: string, 
/**
 * The cloud account.
 */
login: string, };

/**
 * What forgetting would take away, told before it is done.
 */
export type ForgetPlan = { 
/**
 * Originals that would go.
 */
files: number, 
/**
 * Their bytes.
 */
bytes: number, 
/**
 * Hosts of unfinished hand-overs that stand in the way.
 */
unfinished: Array<string>, };

/**
 * One file on its way to one enterprise.
 */
export type HandOver = { 
/**
 * Its id.
 */
id: string, 
/**
 * The file.
 */
file: HandOverFile, 
/**
 * How far it is.
 */
state: HandOverState, 
/**
 * The cloud's reason, when it failed.
 */
reason: string | null, 
/**
 * The steps, always in the order of the states.
 */
steps: Array<Step>, 
/**
 * Bytes on their way, while they are.
 */
sending: Sending | null, 
/**
 * Accounts in the reviewed list; `None` for a sealed one.
 */
accounts_expected: number | null, 
/**
 * Accounts that the cloud holds for this server.
 */
accounts_held: number | null, 
/**
 * How often the cloud was asked.
 */
asked_times: number, 
/**
 * When it was last asked.
 */
asked_last: string | null, 
/**
 * What was noticed on the way.
 */
findings: Array<Finding>, 
/**
 * The receipt's number, once there is one.
 */
receipt: string | null, };

/**
 * The file of a hand-over.
 */
export type HandOverFile = { 
/**
 * The reviewed file's id.
 */
file: string, 
/**
 * The server's host.
 */
server: string, 
/**
 * The name it was handed over under.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * SHA-256 in hex.
 */
sha256: string, 
/**
 * Whether it is a practice sample.
 */
sample: boolean, };

/**
 * A hand-over, by id.
 */
export type HandOverId = { 
/**
 * Its id.
 */
id: string, };

/**
 * What to hand over.
 */
export type HandOverRequest = { 
/**
 * The review.
 */
review: string, 
/**
 * Only these files of it; all that can be handed over when empty.
 */
files: Array<string>, 
/**
 * Bytes that were counted or have failed are handed over once more.
 */
again: boolean, 
/**
 * A change ticket to keep with it.
 */
ticket: string | null, };

/**
 * How far a hand-over is.
 */
export type HandOverState = "handing_over" | "waiting" | "received" | "counted" | "failed" | "unconfirmed" | "cancelled" | "stopped";

/**
 * The hand-overs that were started together from one review.
 */
export type HandOverTask = { 
/**
 * The review they come from.
 */
review: string, 
/**
 * When that review was begun.
 */
review_at: string, 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * Whether it is practice.
 */
practice: boolean, 
/**
 * How the files go.
 */
route: Route, 
/**
 * The page to open, for the page route.
 */
page: string | null, 
/**
 * The cloud's count before.
 */
before: Consumed | null, 
/**
 * The cloud's count as last read.
 */
now: Consumed | null, 
/**
 * Until when the enterprise asked to be asked nothing, where it did.
 */
wait_until: string | null, 
/**
 * When the next check is due; `None` when nothing is watched.
 */
next_check_at: string | null, 
/**
 * Each file's way.
 */
handovers: Array<HandOver>, };

/**
 * One thing that happened.
 */
export type HistoryEntry = { 
/**
 * Its id.
 */
id: string, 
/**
 * When.
 */
at: string, 
/**
 * Who: the account name on this computer.
 */
actor: string, 
/**
 * What: `files_reviewed`, `handed_over`, `received`, `counted`, `failed`, `unconfirmed`, `cancelled`, `stopped`,
 * `question_answered`, `decision_made`, `decision_undone`, `enterprise_added`, `enterprise_removed`, `consumed_read`, `side_changed`, `files_forgotten`.
 */
what: string, 
/**
 * The server's host, if it is about one.
 */
server: string | null, 
/**
 * The values that its sentence needs.
 */
params: { [key in string]: Param }, 
/**
 * The record behind it.
 */
link: Link | null, };

/**
 * What to show of history.
 */
export type HistoryFilter = { 
/**
 * Only this group of kinds.
 */
kind: HistoryKind | null, 
/**
 * Only this server.
 */
server: string | null, 
/**
 * Only entries that contain this text (hash, ticket, host, file name).
 */
text: string | null, 
/**
 * Where the last page ended.
 */
after: string | null, };

/**
 * The groups that history can be filtered by.
 */
export type HistoryKind = "files" | "hand_overs" | "decisions";

/**
 * A page of history.
 */
export type HistoryPage = { 
/**
 * Entries that match, in all.
 */
total: number, 
/**
 * When the first entry of all was made.
 */
since: string | null, 
/**
 * Newest first.
 */
entries: Array<HistoryEntry>, 
/**
 * Give it back to get the next page; `None` at the end.
 */
next: string | null, 
/**
 * All servers, by host.
 */
servers: Array<HistoryServer>, };

/**
 * A server that entries may be about.
 */
export type HistoryServer = { 
/**
 * Its host.
 */
host: string, 
/**
 * How many entries of it there are, of the kind and with the text that is asked for.
 */
entries: number, };

/**
 * What a file tells of identities at an identity provider.
 */
export type IdentityCounts = { 
/**
 * Identities that are linked to a login.
 */
linked: number, 
/**
 * Identities that are linked to nobody.
 */
unlinked: number, 
/**
 * Those of the linked ones that have a SAML attribute which GitHub compares with e-mails.
 */
saml: number, 
/**
 * Those of the linked ones that have such an attribute from SCIM.
 */
scim: number, };

/**
 * Decisions of a file that would all do the same.
 */
export type ImportPart = { 
/**
 * How many.
 */
count: number, 
/**
 * The first hundred.
 */
first: Array<ImportedDecision>, };

/**
 * A decision of a file.
 */
export type ImportedDecision = { 
/**
 * What was decided.
 */
kind: DecisionKind, 
/**
 * The key of an account.
 */
account: string, 
/**
 * The key of the other account of a link or an unlink.
 */
other: string | null, 
/**
 * Why.
 */
note: string, 
/**
 * The keys of its accounts that are not here.
 */
gone: Array<string>, 
/**
 * The accounts that have another primary e-mail than the file says.
 */
changed: Array<ChangedGround>, };

/**
 * What joins accounts.
 */
export type JoinedBy = "decided" | "cloud_says" | "same_primary" | "saml" | "scim" | "verified_email" | "visual_studio";

/**
 * The originals that are kept.
 */
export type Kept = { 
/**
 * How many.
 */
files: number, 
/**
 * Their bytes.
 */
bytes: number, };

/**
 * A part that is kept.
 */
export type KeptCloudPart = { 
/**
 * Which.
 */
part: CloudPart, 
/**
 * When it was added.
 */
at: string, 
/**
 * How many it holds.
 */
count: number, };

/**
 * A report that is kept.
 */
export type KeptCloudReport = { 
/**
 * When it was whole, by this computer's clock.
 */
at: string, 
/**
 * When its last page was answered, by the cloud's.
 */
cloud_at: string | null, 
/**
 * How many rows it has.
 */
people: number, 
/**
 * SHA-256 of its bytes in hex.
 */
sha256: string, };

/**
 * What a file is, found from its content and never from its name.
 */
export type Kind = "ghes_export" | "ghes_users_csv" | "ghes_user_csv_cli" | "ghes_saml_mapping_csv" | "ghes_license_json" | "ghec_consumed_json" | "ghec_consumed_csv" | "identities_json" | "visual_studio" | "unknown";

/**
 * A language.
 */
export type Language = "system" | "english" | "japanese";

/**
 * What a hand-over would take along.
 */
export type Leaving = { 
/**
 * Ids of the exports that can be handed over.
 */
exports: Array<string>, 
/**
 * Their bytes.
 */
bytes: number, 
/**
 * Whether any of them has a sealed list.
 */
sealed: boolean, 
/**
 * Whether any of them has an open list, whose people leave readable.
 */
open: boolean, 
/**
 * The keys of the records in open lists that leave, each once, in the order of the files and of their records, made safe
 * to show. A key inside an e-mail reads `emails[].primary`.
 */
open_fields: Array<string>, 
/**
 * Whether there are more such keys than are remembered.
 */
more_open_fields: boolean, 
/**
 * Why nothing can leave, file by file; empty when something can.
 */
nothing: Array<WhyNothing>, 
/**
 * Ids of the files that stay here.
 */
stays: Array<string>, };

/**
 * A server's license, as the server tells it.
 */
export type LicenseEntry = { 
/**
 * How many people it is for; `None` where that is not told, or not limited.
 */
seats: number | null, 
/**
 * Whether it is for any number of people.
 */
unlimited: boolean, 
/**
 * How many seats are taken.
 */
seats_used: number | null, 
/**
 * Its kind, in the file's word.
 */
kind: string | null, 
/**
 * When it expires, as the file writes it.
 */
expires_at: string | null, 
/**
 * In how many days it expires; below 0 once it has.
 */
days_left: number | null, };

/**
 * Licenses, from the least to the most.
 */
export type LicenseRange = { 
/**
 * With what is only assumed.
 */
low: number, 
/**
 * By the documented rules.
 */
documented: number, 
/**
 * If the cloud does not release what is gone.
 */
high: number, 
/**
 * With what was decided here.
 */
planned: number, 
/**
 * Merges that nobody can foresee.
 */
unseen: number, };

/**
 * In what two people nearly agree, the strongest first.
 */
export type Likeness = "letter_case" | "secondary_email" | "width_or_idn" | "plus_tag_or_dots" | "sibling_domain" | "renamed_domain" | "typo" | "same_login";

/**
 * A record behind an entry.
 */
export type Link = { "to": "review", 
/**
 * Its id.
 */
id: string, } | { "to": "hand_over", 
/**
 * The review's id.
 */
review: string, } | { "to": "receipt", 
/**
 * Its number.
 */
number: string, };

/**
 * An account as a list tells it. Texts are made safe to show; `None` is "not told".
 */
export type ListedAccount = { 
/**
 * Its id on its server.
 */
id: number | null, 
/**
 * Its login.
 */
login: string | null, 
/**
 * Its primary e-mail.
 */
email: string | null, 
/**
 * Its role, in the list's word.
 */
role: string | null, 
/**
 * Whether it is suspended.
 */
suspended: boolean | null, 
/**
 * Where it stands: a line of a table, a record of a list, from 1.
 */
place: number, };

/**
 * A page of the accounts that a file lists.
 */
export type ListedAccounts = { 
/**
 * The file's id: an open export, or a report.
 */
file: string, 
/**
 * Which of its accounts.
 */
only: ListedOnly, 
/**
 * How many of them come before the page.
 */
skip: number, };

/**
 * Which accounts of a list, as its counts name them.
 */
export type ListedOnly = "all" | "active" | "suspended" | "dormant" | "no_primary_email";

/**
 * The accounts of one list: a page of them.
 */
export type ListedPage = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * These of them, in the list's order.
 */
accounts: Array<ListedAccount>, };

/**
 * Who is probably the same person.
 */
export type NearPerson = { 
/**
 * That person.
 */
person: PersonBox, 
/**
 * In what the two nearly agree.
 */
rule: Likeness, 
/**
 * What that rests on.
 */
standing: EdgeStanding, 
/**
 * All changes that would make them one; checked by counting again.
 */
changes: Array<FixChange>, 
/**
 * How many licenses that would free.
 */
saves: number, 
/**
 * Whether the two are on the worklist.
 */
on_worklist: boolean, };

/**
 * The way out to the network. It holds for all enterprises but those on this very computer, and names no secret.
 */
export type Network = { 
/**
 * Whose proxy.
 */
proxy: ProxyKind, 
/**
 * Its address, where it is one of its own.
 */
proxy_url: string | null, 
/**
 * The user name that it is shown; its password is in the keychain.
 */
proxy_user: string | null, 
/**
 * How many certificate authorities are trusted beside this computer's own.
 */
authorities: number, 
/**
 * Those that were given and are not used.
 */
authority_faults: Array<AuthorityFault>, 
/**
 * Whether this computer has a certificate of its own to show; its key is in the keychain.
 */
client_certificate: boolean, };

/**
 * A change of the way out; what is `None` stays.
 */
export type NetworkChange = { 
/**
 * The proxy.
 */
proxy: NewProxy | null, 
/**
 * The text of a PEM file of certificate authorities, in place of the earlier one; empty for none.
 */
authorities: string | null, 
/**
 * The text of a PEM file with this computer's own certificate and its key; empty for none.
 */
client_certificate: string | null, };

/**
 * A decision to be made.
 */
export type NewDecision = { 
/**
 * What is decided.
 */
kind: DecisionKind, 
/**
 * The key of an account.
 */
account: string, 
/**
 * The key of the other account: for a link and an unlink, and only for those.
 */
other: string | null, 
/**
 * Why, in the person's own words; may be empty.
 */
note: string, };

/**
 * What a person types to add an enterprise. The token is not in it: it goes its own way.
 */
export type NewEnterprise = { 
/**
 * The name it will go by here.
 */
name: string, 
/**
 * `github.com` or `SUBDOMAIN.ghe.com`.
 */
host: string, 
/**
 * Its slug.
 */
slug: string, };

/**
 * A proxy, as it is typed.
 */
export type NewProxy = { 
/**
 * Whose.
 */
kind: ProxyKind, 
/**
 * Its address, where it is one of its own: a host and a port, or a URL of both.
 */
url: string, 
/**
 * The user name that it asks for; empty for none.
 */
user: string, 
/**
 * The password. Without one, the earlier one stays.
 */
password: string | null, };

/**
 * A token for an enterprise that is known.
 */
export type NewToken = { 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * The token.
 */
token: string, 
/**
 * Keep the token for this session only, not in the keychain.
 */
session_only: boolean, };

/**
 * A call that takes nothing.
 */
export type Nothing = Record<symbol, never>;

/**
 * What the Overview shows.
 */
export type Overview = { 
/**
 * Whether nothing was ever reviewed here: the first-run page.
 */
empty: boolean, 
/**
 * The samples that practice offers; empty for a real enterprise.
 */
samples: Array<SampleFile>, 
/**
 * The cloud's count as last read.
 */
consumed: Consumed | null, 
/**
 * What needs doing, in order; at most six.
 */
todo: Array<Todo>, 
/**
 * The servers that are known, in order of their last export, newest first.
 */
servers: Array<ServerLine>, 
/**
 * Where everything is done: when the oldest export will be 30 days old.
 */
next_export_by: string | null, };

/**
 * Where GitHub's page is opened.
 */
export type PageWay = "browser" | "own_window";

/**
 * A value that a finding's words need.
 */
export type Param = number | string | Array<string>;

/**
 * The figure that people stand behind.
 */
export type PeopleBehind = { "of": "step", 
/**
 * Which.
 */
step: StepName, } | { "of": "reason", 
/**
 * Which.
 */
reason: DifferenceReason, } | { "of": "no_verified_email" } | { "of": "unseen" } | { "of": "server", 
/**
 * What stands for the server in the count.
 */
host: string, 
/**
 * Which count.
 */
count: ServerCount, };

/**
 * A column of the list of people, beside the person.
 */
export type PeopleColumn = "accounts" | "joined_by" | "state" | "login" | "server" | "license";

/**
 * People to be written to a file.
 */
export type PeopleExport = { 
/**
 * Whom, and in which order.
 */
query: PeopleQuery, 
/**
 * Only these, by the keys of accounts, whomever the query finds; `None` for all whom it finds.
 */
only: Array<string> | null, 
/**
 * As what.
 */
format: ExportFormat, };

/**
 * Where a server's people are known from.
 */
export type PeopleFrom = "report" | "open_export" | "cloud_memory" | "unknown";

/**
 * The number and how it comes about.
 */
export type PeopleNumber = { 
/**
 * Whether every server's people are known. If not, the numbers are "at least".
 */
complete: boolean, 
/**
 * How many servers are known.
 */
servers: number, 
/**
 * The servers whose people nobody knows.
 */
unknown_servers: Array<string>, 
/**
 * The servers of which no file is here: the cloud alone names them.
 */
cloud_servers: Array<string>, 
/**
 * How many licenses are taken.
 */
licenses: LicenseRange, 
/**
 * How many decisions stand that the planned number rests on.
 */
decisions: number, 
/**
 * The cloud's report of consumed licenses; `None` where none is here, so that nobody is known from the cloud.
 */
cloud: CountedOf | null, 
/**
 * How `documented` comes about, in fixed steps.
 */
waterfall: Array<WaterfallStep>, 
/**
 * Why the cloud's report counts another number; empty without one.
 */
difference: Array<DifferencePart>, 
/**
 * What else is to be known beside the number.
 */
notices: Array<CountNotice>, 
/**
 * What there is to do about people, in order.
 */
todo: Array<PeopleTodo>, };

/**
 * Which people, and in which order.
 */
export type PeopleQuery = { 
/**
 * A part of a name, login, e-mail or host, or an id; empty for all.
 */
text: string, 
/**
 * The facets that are chosen.
 */
facets: Array<PersonFacet>, 
/**
 * Only those behind a figure.
 */
behind: PeopleBehind | null, 
/**
 * What they are sorted by.
 */
sort: PeopleSort, 
/**
 * The last first.
 */
descending: boolean, };

/**
 * A window of people.
 */
export type PeopleRows = { 
/**
 * How many people the query finds.
 */
total: number, 
/**
 * How many it would find without its place.
 */
all: number, 
/**
 * How many each facet would show beside what the other groups leave.
 */
counts: Array<FacetCount>, 
/**
 * The first row's place among all that are found.
 */
from: number, 
/**
 * The rows; fewer than were asked for at the end, and 500 at the most.
 */
rows: Array<PersonRow>, };

/**
 * What people are sorted by.
 */
export type PeopleSort = "name" | "email" | "accounts" | "joined_by" | "state" | "login" | "server";

/**
 * Something to do about people.
 */
export type PeopleTodo = { "what": "counted_twice", 
/**
 * How many people.
 */
people: number, 
/**
 * How many licenses the fixes would free.
 */
freeable: number, } | { "what": "ambiguous", 
/**
 * How many people.
 */
people: number, } | { "what": "dormant", 
/**
 * How many people.
 */
people: number, };

/**
 * A window of people.
 */
export type PeopleWindow = { 
/**
 * Which people.
 */
query: PeopleQuery, 
/**
 * The first row's place.
 */
from: number, 
/**
 * How many rows, 500 at the most.
 */
count: number, };

/**
 * The worklist of the window.
 */
export type PeopleWorklist = { 
/**
 * What was taken onto it.
 */
added: Worklist, 
/**
 * How many that were taken onto it are settled: they are one person by now, or no longer alike.
 */
settled: number, 
/**
 * How many pairs there are in all.
 */
all: number, };

/**
 * An account of a person.
 */
export type PersonAccount = { 
/**
 * Its key.
 */
key: string, 
/**
 * Whether it is in the cloud.
 */
cloud: boolean, 
/**
 * Its login.
 */
login: string | null, 
/**
 * Its server; `None` in the cloud.
 */
host: string | null, 
/**
 * Its id on the server.
 */
id: number | null, 
/**
 * Its primary e-mail, or one that is verified in the cloud.
 */
email: string | null, 
/**
 * Whether it is suspended.
 */
suspended: boolean, 
/**
 * Whether it is dormant.
 */
dormant: boolean, 
/**
 * Whether only the cloud's memory has it.
 */
remembered: boolean, 
/**
 * Where it stands in a file that is kept.
 */
evidence: AccountEvidence | null, };

/**
 * A person's accounts and what joins them.
 */
export type PersonBox = { 
/**
 * The key of an account of this person.
 */
key: string, 
/**
 * The name, else a login.
 */
name: string | null, 
/**
 * Whether a license is taken.
 */
license: boolean, 
/**
 * The accounts, the cloud's first.
 */
accounts: Array<PersonAccount>, 
/**
 * What joins them, by their places in `accounts`.
 */
edges: Array<PersonEdge>, };

/**
 * What joins two accounts.
 */
export type PersonEdge = { 
/**
 * The place of one.
 */
a: number, 
/**
 * The place of the other.
 */
b: number, 
/**
 * The rule.
 */
rule: JoinedBy, 
/**
 * What it rests on.
 */
standing: EdgeStanding, };

/**
 * What people are filtered by. Facets of one group are alternatives; groups narrow each other.
 */
export type PersonFacet = "both" | "only_server" | "only_cloud" | "no_license" | "counted_twice" | "ambiguous" | "assumed" | "dormant" | "has_suspended" | "visual_studio" | "decided";

/**
 * A person on one line.
 */
export type PersonRow = { 
/**
 * The key of an account of this person; it holds from one count to the next.
 */
key: string, 
/**
 * The name, else a login.
 */
name: string | null, 
/**
 * The e-mail to know this person by.
 */
email: string | null, 
/**
 * How many server accounts.
 */
server_accounts: number, 
/**
 * Whether there is a cloud account.
 */
cloud_account: boolean, 
/**
 * What joined the accounts; `None` where there is only one.
 */
joined_by: JoinedBy | null, 
/**
 * The one thing to know.
 */
state: PersonState, 
/**
 * The logins, each once, the cloud's first; eight at the most.
 */
logins: Array<string>, 
/**
 * The servers, each once, by name; eight at the most.
 */
servers: Array<string>, 
/**
 * The facets that hold.
 */
facets: Array<PersonFacet>, };

/**
 * The one thing to know of a person. The first that holds, in this order.
 */
export type PersonState = "counted_twice" | "ambiguous" | "no_license" | "invited" | "assumed" | "dormant" | "remembered" | "license";

/**
 * Why somebody is one person.
 */
export type PersonWhy = { 
/**
 * The person.
 */
person: PersonBox, 
/**
 * Who is probably the same one; the strongest likeness.
 */
near: NearPerson | null, };

/**
 * Where in a file something was noticed. Lines and columns count from 1; a column is counted in bytes, because an export
 * is often one line of many megabytes and a byte count is what every tool agrees on. In a file that is UTF-16 they are bytes of
 * its text in UTF-8.
 */
export type Place = { 
/**
 * The line, from 1.
 */
line: number, 
/**
 * The column in bytes, from 1.
 */
column: number, 
/**
 * The path inside the document, such as `users[3].emails[0]`; empty at its root.
 */
path: string, };

/**
 * What stands ready before a hand-over begins.
 */
export type Preparation = { 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * Its web host.
 */
host: string, 
/**
 * Whether it is practice.
 */
practice: boolean, 
/**
 * How files go to it.
 */
route: Route, 
/**
 * The page to open, for the page route.
 */
page: string | null, 
/**
 * Where that page is opened, as a person last chose for this enterprise.
 */
way: PageWay, 
/**
 * The files, hashed again just now.
 */
files: Array<PreparedFile>, 
/**
 * When what stands below was read.
 */
read_at: string, 
/**
 * What was read of the enterprise before anything leaves, line by line; a failing line means that the watch will end in
 * "unconfirmed".
 */
checks: Array<CheckLine>, 
/**
 * The cloud's count before.
 */
before: Consumed | null, 
/**
 * The last sync that the cloud knows of these servers: host and date, `None` for never.
 */
last_syncs: Array<[string, string | null]>, };

/**
 * A file that stands ready.
 */
export type PreparedFile = { 
/**
 * The reviewed file's id.
 */
file: string, 
/**
 * The server's host.
 */
server: string, 
/**
 * The name it is handed over under: host, date and eight hex digits of its SHA-256.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * SHA-256 in hex.
 */
sha256: string, 
/**
 * Whether the copy that stands ready has the reviewed bytes, hashed just now.
 */
same_bytes: boolean, 
/**
 * Whether it is a practice sample.
 */
sample: boolean, 
/**
 * What is to be known before it is handed over, such as that GitHub Connect syncs its server too.
 */
findings: Array<Finding>, };

/**
 * Whose proxy is taken.
 */
export type ProxyKind = "system" | "none" | "own";

/**
 * A question that a finding asks.
 */
export type Question = { 
/**
 * The finding's code.
 */
code: Code, 
/**
 * What a person can answer.
 */
choices: Array<Choice>, 
/**
 * What was answered; `None` while it is open.
 */
answered: Choice | null, };

/**
 * An answer to a question.
 */
export type QuestionAnswer = { 
/**
 * The file that the question stands at.
 */
file: string, 
/**
 * The finding that asks.
 */
code: Code, 
/**
 * The answer; `None` takes the earlier one back.
 */
choice: Choice | null, };

/**
 * What was read of a part.
 */
export type ReadCloudPart = { 
/**
 * Which.
 */
part: CloudPart, 
/**
 * How many were read.
 */
read: number, 
/**
 * Its file in the review; `None` where there was nothing to keep.
 */
file: string | null, 
/**
 * What of it the token may not see, and why.
 */
unknown: Array<UnknownCloudPart>, 
/**
 * Of whom the cloud tells another number than was read: they changed meanwhile, or some may not be seen.
 */
differing: Array<DifferingCloudPart>, 
/**
 * Why nothing of it was read.
 */
failure: Failure | null, };

/**
 * What became of a file.
 */
export type ReadServerFile = { 
/**
 * Which.
 */
file: ServerFile, 
/**
 * How many bytes it has; `None` where it was not read.
 */
bytes: number | null, 
/**
 * Why it was not read; `None` also where it was not asked for any more.
 */
failure: Failure | null, };

/**
 * How far a reading is, in pages of at most a hundred people.
 */
export type ReadingPages = { 
/**
 * Pages that are right: sent, or still as they were.
 */
pages: number, 
/**
 * How many there are; `None` until the first one tells it.
 */
of: number | null, };

/**
 * A receipt, dated, with every answer that it rests on. It claims no cause.
 */
export type Receipt = { 
/**
 * Its number, such as `2026-0047`.
 */
number: string, 
/**
 * When it was written.
 */
at: string, 
/**
 * The state it certifies: `counted`, `failed` or `unconfirmed`.
 */
state: HandOverState, 
/**
 * The cloud's reason, when it failed.
 */
reason: string | null, 
/**
 * The server's host.
 */
server: string, 
/**
 * The server's id.
 */
server_id: string | null, 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * The enterprise's web host.
 */
host: string, 
/**
 * Whether it is practice; then every form of it says so.
 */
practice: boolean, 
/**
 * The file's name as handed over.
 */
file: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * SHA-256 in hex.
 */
sha256: string, 
/**
 * When it was handed over.
 */
handed_at: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * How.
 */
route: Route, 
/**
 * A change ticket, if one was given.
 */
ticket: string | null, 
/**
 * What the cloud answered, in order.
 */
evidence: Array<Evidence>, 
/**
 * The consumed number before.
 */
before: Consumed | null, 
/**
 * The consumed number after.
 */
after: Consumed | null, 
/**
 * Accounts in the reviewed list; `None` for a sealed one.
 */
accounts_expected: number | null, 
/**
 * Accounts that the cloud holds.
 */
accounts_held: number | null, 
/**
 * What was noticed.
 */
findings: Array<Finding>, 
/**
 * SHA-256 of the document of who stands behind the counts; `None` where nobody does. It is kept as an original, and forgotten as
 * one.
 */
confirmation: string | null, 
/**
 * The review it comes from.
 */
review: string, 
/**
 * When that review was begun.
 */
review_at: string, 
/**
 * How many files that review has.
 */
review_files: number, 
/**
 * The previous receipt of this server: number and date.
 */
previous: [string, string] | null, };

/**
 * A receipt, by number.
 */
export type ReceiptNumber = { 
/**
 * Its number.
 */
number: string, };

/**
 * A domain of primary e-mails that is called otherwise.
 */
export type RenamedDomain = { 
/**
 * What it is called.
 */
from: string, 
/**
 * What it would be called.
 */
to: string, };

/**
 * A server's report: a file that belongs to a server and does not name it.
 */
export type ReportEntry = { 
/**
 * Which accounts it lists; `None` where neither its rows nor its name tell.
 */
scope: ReportScope | null, 
/**
 * The host of its server; `None` while nobody knows it.
 */
host: string | null, 
/**
 * Whether a person said so.
 */
answered: boolean, };

/**
 * Where a report of the cloud's people comes from.
 */
export type ReportOrigin = "file" | "api";

/**
 * Which of a server's accounts a report lists. GitHub gives all of these reports the same columns.
 */
export type ReportScope = "all" | "active" | "dormant" | "suspended" | "admins" | "users";

/**
 * On which server a report was made.
 */
export type ReportServer = { 
/**
 * The report.
 */
file: string, 
/**
 * The server's host; `None` takes the earlier answer back.
 */
host: string | null, };

/**
 * A review, by id.
 */
export type ReviewId = { 
/**
 * Its id; `None` for the open one.
 */
review: string | null, };

/**
 * A review: the files that were added together and what they say.
 */
export type ReviewSheet = { 
/**
 * Its id.
 */
id: string, 
/**
 * When it was begun.
 */
added_at: string, 
/**
 * Whether files can still be added.
 */
open: boolean, 
/**
 * The files, in order of arrival.
 */
files: Array<FileBox>, 
/**
 * The servers, in order of arrival, each with the files that belong to it.
 */
servers: Array<ServerBox>, 
/**
 * Ids of the files that belong to no server.
 */
loose: Array<string>, 
/**
 * The hosts of the servers that a report can be of: those in this review, then those that are known.
 */
hosts: Array<string>, 
/**
 * How many findings of each kind stand in it.
 */
counts: FindingCounts, 
/**
 * What a hand-over would take along.
 */
leaving: Leaving, 
/**
 * The cloud's count as last read.
 */
now: Consumed | null, };

/**
 * How a file goes to an enterprise.
 */
export type Route = "page" | "own_window" | "endpoint";

/**
 * A sample that practice offers.
 */
export type SampleFile = { 
/**
 * Its id, which `add_sample` takes.
 */
id: string, 
/**
 * Its file name.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * Whether its user list is sealed.
 */
sealed: boolean, };

/**
 * A sample, by id.
 */
export type SampleId = { 
/**
 * Its id.
 */
sample: string, };

/**
 * What is to be written.
 */
export type SaveRequest = { "what": "people" } & PeopleExport | { "what": "decisions" } | { "what": "worklist", 
/**
 * Only what was taken onto it; else everybody who is probably counted twice.
 */
only_added: boolean, };

/**
 * Bytes on their way.
 */
export type Sending = { 
/**
 * Bytes so far.
 */
sent: number, 
/**
 * Bytes in all.
 */
total: number, };

/**
 * A server in a review.
 */
export type ServerBox = { 
/**
 * Its host, as in the file.
 */
host: string, 
/**
 * Ids of its files, exports first.
 */
files: Array<string>, 
/**
 * What its previous export said; `None` when this is the first.
 */
compared: Compared | null, 
/**
 * Whether the license hash is the same as in that export.
 */
same_license: boolean | null, 
/**
 * Whether the public key is the same as in that export.
 */
same_public_key: boolean | null, 
/**
 * Features that came and went since: (came, went).
 */
features_changed: [Array<string>, Array<string>], 
/**
 * The file that tells who its people are: an open export, or a report of all accounts. `None` where nothing does.
 */
people: string | null, 
/**
 * The list of people that this one is compared with; `None` where there is none, or where nothing tells its people.
 */
people_before: EarlierPeople | null, };

/**
 * A count of a server's accounts.
 */
export type ServerCount = "accounts" | "suspended" | "dormant" | "active" | "no_primary_email";

/**
 * The server that a file names.
 */
export type ServerEntry = { 
/**
 * Its id, as in the file.
 */
server_id: string | null, 
/**
 * Its host name, made visible.
 */
host_name: string | null, 
/**
 * Its version.
 */
version: string | null, 
/**
 * Whether it answers without TLS.
 */
http_only: boolean | null, 
/**
 * The license hash, as in the file.
 */
license_hash: string | null, 
/**
 * SHA-256 of the public key's text.
 */
public_key_sha256: string | null, 
/**
 * Its GitHub Connect features.
 */
features: Array<FeatureEntry>, };

/**
 * What a server gives a site administrator.
 */
export type ServerFile = "license" | "all_users" | "active_users" | "dormant_users" | "suspended_users";

/**
 * A server, by what stands for it in a count.
 */
export type ServerKey = { 
/**
 * Its host, or its id where it has no host or shares it.
 */
key: string, };

/**
 * A server on one line.
 */
export type ServerLine = { 
/**
 * Its host.
 */
host: string, 
/**
 * How it stands.
 */
state: ServerState, 
/**
 * When its last export was added.
 */
last_export: string | null, 
/**
 * How old that is, in days.
 */
days: number | null, 
/**
 * When it was last counted.
 */
last_counted: string | null, };

/**
 * One server with its exports.
 */
export type ServerPage = { 
/**
 * What its line says.
 */
server: ServerRow, 
/**
 * The id that it calls itself by.
 */
server_id: string | null, 
/**
 * Other hosts and ids that a person said are this server.
 */
other_names: Array<string>, 
/**
 * The hash of its license, as its last export says.
 */
license_hash: string | null, 
/**
 * SHA-256 of its public key, in hex digits.
 */
public_key: string | null, 
/**
 * Whether it speaks HTTP only.
 */
http_only: boolean | null, 
/**
 * The features of its last export.
 */
features: Array<string>, 
/**
 * Its exports, newest first.
 */
exports: Array<ExportLine>, 
/**
 * What changed from the last list of its people but one to the last.
 */
changes: AccountChanges, 
/**
 * What only a person can say of it, and nobody has said yet.
 */
questions: Array<ServerQuestion>, };

/**
 * A question about a server: is it the same one under another name?
 */
export type ServerQuestion = { 
/**
 * The export that asks.
 */
file: string, 
/**
 * The finding that asks.
 */
code: Code, 
/**
 * What a person can answer.
 */
choices: Array<Choice>, 
/**
 * What stands for the server in a count that it is asked about.
 */
server: string, 
/**
 * The host that the export names.
 */
host: string | null, 
/**
 * The id that the export names.
 */
id: string | null, 
/**
 * The host, or the id, that the server had before.
 */
before: string, 
/**
 * When the export was added.
 */
at: string, };

/**
 * What a reading brought.
 */
export type ServerRead = { 
/**
 * When it ended.
 */
at: string, 
/**
 * The review that the files are in.
 */
review: string, 
/**
 * Each file that was asked for.
 */
files: Array<ReadServerFile>, 
/**
 * Why the keychain did not take the token, where it was to; it is at hand for this session then.
 */
token_not_kept: Failure | null, };

/**
 * How the reading of a server stands.
 */
export type ServerReading = { 
/**
 * Its host.
 */
host: string, 
/**
 * Where its site administrator's token is; in practice one is always at hand.
 */
token: TokenState, 
/**
 * How far a reading is that goes on.
 */
reading: ServerStep | null, 
/**
 * What the last reading brought, as long as this process lives.
 */
last: ServerRead | null, };

/**
 * A server on one line of a table.
 */
export type ServerRow = { 
/**
 * What stands for it in a count.
 */
key: string, 
/**
 * Its host.
 */
host: string, 
/**
 * Its version, as its last export says.
 */
version: string | null, 
/**
 * How many accounts; `None` where nobody knows who is on it.
 */
accounts: number | null, 
/**
 * How many of them are neither suspended nor dormant; `None` where no list of all of them is here.
 */
active: number | null, 
/**
 * How many of them are suspended; `None` where no list of all of them is here.
 */
suspended: number | null, 
/**
 * How many of them are dormant; `None` where no list of all of them is here.
 */
dormant: number | null, 
/**
 * How many of them count and have no primary e-mail; `None` where no list of all of them is here.
 */
no_primary_email: number | null, 
/**
 * Where its people are known from.
 */
people_from: PeopleFrom, 
/**
 * Whether GitHub Connect syncs it; `None` where no export says.
 */
connect: boolean | null, 
/**
 * When its last export was added.
 */
last_export: string | null, 
/**
 * How old that is, in days.
 */
days: number | null, 
/**
 * When it was last counted.
 */
last_counted: string | null, 
/**
 * Whether a newer export than the counted one is here.
 */
newer_waits: boolean, 
/**
 * How many questions about it are open.
 */
questions: number, };

/**
 * How a server stands.
 */
export type ServerState = "counted" | "on_its_way" | "not_handed_over" | "needs_look" | "old";

/**
 * How far a reading is.
 */
export type ServerStep = { 
/**
 * What is being read.
 */
file: ServerFile, 
/**
 * How many seconds the server has been making it, as long as it has not begun to come.
 */
preparing: number | null, 
/**
 * How many bytes of it have come.
 */
bytes: number, 
/**
 * How many there are, where the server says so.
 */
of: number | null, };

/**
 * All servers, and what is noticed across them.
 */
export type Servers = { 
/**
 * The servers, in the order of their hosts.
 */
servers: Array<ServerRow>, 
/**
 * What is noticed across them.
 */
across: Array<AcrossServers>, 
/**
 * What only a person can say of them, and nobody has said yet.
 */
questions: Array<ServerQuestion>, };

/**
 * What a person chose.
 */
export type Settings = { 
/**
 * The language.
 */
language: Language, 
/**
 * The appearance.
 */
appearance: Appearance, 
/**
 * Which side.
 */
side: Side, 
/**
 * The enterprise at hand, by name.
 */
enterprise: string | null, };

/**
 * A change of one or more settings; what is `None` stays.
 */
export type SettingsChange = { 
/**
 * The language.
 */
language: Language | null, 
/**
 * The appearance.
 */
appearance: Appearance | null, 
/**
 * Which side.
 */
side: Side | null, 
/**
 * The enterprise at hand, by name.
 */
enterprise: string | null, };

/**
 * How much a finding matters.
 */
export type Severity = "error" | "warning" | "note";

/**
 * What the frame of the window shows.
 */
export type Shell = { 
/**
 * The enterprise at hand; `None` on the isolated side with none added.
 */
enterprise: Enterprise | null, 
/**
 * All enterprises, practice first.
 */
enterprises: Array<Enterprise>, 
/**
 * Which side of the gap this computer is on.
 */
side: Side, 
/**
 * Language and appearance.
 */
settings: Settings, 
/**
 * The open review, if one is.
 */
review: string | null, 
/**
 * The program's version.
 */
version: string, };

/**
 * Which side of the gap this computer is on.
 */
export type Side = "connected" | "isolated";

/**
 * A step of the way.
 */
export type Step = { 
/**
 * Which.
 */
step: StepKind, 
/**
 * How it stands.
 */
state: StepState, 
/**
 * When it was reached, by this computer's clock.
 */
at: string | null, 
/**
 * When it was reached, by the cloud's clock.
 */
cloud_at: string | null, 
/**
 * The values that its words need: `actor`, `route`; `upload_state`, `upload_at`; `sync_date`, `sync_status`,
 * `server_id_matches`; `reason`.
 */
params: { [key in string]: Param }, };

/**
 * The steps of a hand-over.
 */
export type StepKind = "handed_over" | "waiting" | "received" | "counted";

/**
 * The steps of the waterfall. The first three count accounts, the next five groups, the last licenses.
 */
export type StepName = "server_accounts" | "suspended" | "not_people" | "same_primary" | "cloud_says" | "saml" | "scim" | "verified_email" | "cloud_accounts";

/**
 * How a step stands.
 */
export type StepState = "done" | "current" | "ahead" | "failed" | "unconfirmed";

/**
 * What a list of Visual Studio subscriptions counts.
 */
export type SubscriptionCounts = { 
/**
 * `total_count`, where the file tells it.
 */
total: number | null, 
/**
 * The subscriptions that are there.
 */
rows: number, 
/**
 * Those of them that are matched to a login.
 */
matched: number, 
/**
 * Those of them that a person matched.
 */
matched_by_hand: number, };

/**
 * Something that needs doing.
 */
export type Todo = { "what": "unfinished_hand_over", 
/**
 * Its review.
 */
review: string, 
/**
 * How many files of it are not counted yet.
 */
files: number, 
/**
 * The enterprise's name.
 */
enterprise: string, } | { "what": "settle_hand_over", 
/**
 * Its review.
 */
review: string, 
/**
 * The server's host.
 */
server: string, 
/**
 * `failed` or `unconfirmed`.
 */
state: HandOverState, } | { "what": "answer_questions", 
/**
 * The review.
 */
review: string, 
/**
 * How many.
 */
count: number, } | { "what": "hand_over_reviewed", 
/**
 * The review.
 */
review: string, 
/**
 * How many exports.
 */
exports: number, 
/**
 * How many questions are open in it.
 */
questions: number, } | { "what": "look_at_review", 
/**
 * The review.
 */
review: string, 
/**
 * How many files.
 */
files: number, } | { "what": "export_again", 
/**
 * Its host.
 */
server: string, 
/**
 * How old it is.
 */
days: number, } | { "what": "missing_scope", 
/**
 * The enterprise's name.
 */
enterprise: string, 
/**
 * The scope.
 */
scope: string, };

/**
 * Where the token of an enterprise is.
 */
export type TokenState = "keychain" | "session" | "missing" | "unknown";

/**
 * What a person told of an enterprise. It decides some rules of a count.
 */
export type ToldFacts = { 
/**
 * How it pays for licenses.
 */
billing: BillingModel, 
/**
 * Whether its servers are provisioned by SCIM; `None` where nobody told.
 */
scim: boolean | null, 
/**
 * Whether its users are managed; `None` where nobody told.
 */
managed_users: boolean | null, };

/**
 * What would become of the number.
 */
export type TriedOut = { 
/**
 * With the decisions that stand.
 */
before: TriedRange, 
/**
 * With what is tried out as well.
 */
after: TriedRange, };

/**
 * The number with its range.
 */
export type TriedRange = { 
/**
 * With what is only assumed.
 */
low: number, 
/**
 * By the documented rules.
 */
documented: number, 
/**
 * If the cloud does not release what is gone.
 */
high: number, };

/**
 * What stays unknown.
 */
export type UnknownCloudPart = { 
/**
 * Whose it is.
 */
of: CloudPartOwner, 
/**
 * Why.
 */
failure: Failure, };

/**
 * A key that GitHub's page does not name.
 */
export type UnknownKey = { 
/**
 * Its name.
 */
key: string, 
/**
 * Its JSON, as it stands in the file.
 */
raw: string, };

/**
 * What to read of the enterprise at hand beside those whom it counts.
 */
export type WantedCloudParts = { 
/**
 * Who is whom at its identity providers.
 */
identities: boolean, 
/**
 * Its Visual Studio subscriptions.
 */
subscriptions: boolean, };

/**
 * What to read from a server.
 */
export type WantedServerFiles = { 
/**
 * What stands for the server in a count.
 */
server: string, 
/**
 * A site administrator's token; without one, the one at hand is used.
 */
token: string | null, 
/**
 * Keep the token in the keychain, and not for this session only.
 */
keep_token: boolean, 
/**
 * The files that are wanted.
 */
files: Array<ServerFile>, };

/**
 * A step of the waterfall.
 */
export type WaterfallStep = { 
/**
 * Which it is.
 */
step: StepName, 
/**
 * What it adds or takes away.
 */
change: number, 
/**
 * What is left after it.
 */
total: number, };

/**
 * What is tried out, all at once.
 */
export type WhatIf = { 
/**
 * The servers whose dormant accounts are suspended, by what stands for them in a count.
 */
suspend_dormant: Array<string>, 
/**
 * The servers that are gone, by what stands for them in a count.
 */
drop_servers: Array<string>, 
/**
 * The domains of primary e-mails that are called otherwise.
 */
rename_domains: Array<RenamedDomain>, };

/**
 * What there is to try out.
 */
export type WhatIfChoices = { 
/**
 * The servers, in the order of a count.
 */
servers: Array<WhatIfServer>, 
/**
 * The domains of primary e-mails, those of the most accounts first; 500 at the most.
 */
domains: Array<WhatIfDomain>, };

/**
 * A domain of primary e-mails.
 */
export type WhatIfDomain = { 
/**
 * It, in lower case.
 */
domain: string, 
/**
 * How many accounts have a primary e-mail of it.
 */
accounts: number, };

/**
 * A server that something can be tried out with.
 */
export type WhatIfServer = { 
/**
 * What stands for it in a count.
 */
key: string, 
/**
 * How many of its accounts count.
 */
counting: number, 
/**
 * How many of those are dormant; `None` where no list of its people tells.
 */
dormant: number | null, };

/**
 * Why nobody can know what will be counted.
 */
export type WhyNotExpected = "nothing_leaves" | "no_cloud_report" | "newer_export" | "older_list" | "others_wait";

/**
 * Why a file is not handed over.
 */
export type WhyNothing = "still_reading" | "unusable" | "already_counted" | "on_its_way" | "report" | "wrong_world" | "no_enterprise";

/**
 * An account, as an admin looks for it.
 */
export type WorkAccount = { 
/**
 * Its key: `HOST:ID`, `HOST:@LOGIN` or `cloud:LOGIN`.
 */
key: string, 
/**
 * The host of its server; `None` for a cloud account.
 */
server: string | null, 
/**
 * Its login; `None` where no file tells it.
 */
login: string | null, };

/**
 * What would make two people one.
 */
export type WorkFix = "verify_email" | "make_primary";

/**
 * Two people who are probably one, and what to do about it.
 */
export type WorkItem = { 
/**
 * Its place in the list, from 1.
 */
rank: number, 
/**
 * In what they nearly agree.
 */
likeness: Likeness, 
/**
 * An account of the one who takes a license by server accounts alone.
 */
account: WorkAccount, 
/**
 * The e-mail or the login that shows it.
 */
shows: string, 
/**
 * An account of the other.
 */
other: WorkAccount, 
/**
 * What shows it there.
 */
other_shows: string, 
/**
 * What would make them one.
 */
fix: WorkFix, 
/**
 * With which e-mail.
 */
fix_email: string, 
/**
 * On which accounts, all of them.
 */
fix_accounts: Array<WorkAccount>, 
/**
 * How many licenses fewer are taken then. It was counted with the fix.
 */
saves: number, };

/**
 * Everything that can be done about people who are probably counted twice.
 */
export type Worklist = { 
/**
 * The strongest first.
 */
items: Array<WorkItem>, 
/**
 * How many people are in them.
 */
people: number, 
/**
 * How many licenses would be free if all were done that do not contradict each other.
 */
saves: number, };

/**
 * Two people who are probably one, and whether they are to be on the worklist.
 */
export type WorklistChange = { 
/**
 * The key of any account of one.
 */
account: string, 
/**
 * The key of any account of the other.
 */
other: string, 
/**
 * Whether they are to be on it.
 */
on: boolean, };

