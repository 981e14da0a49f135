import type { Code, Finding, Place, Route } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { cloudFailureWords, isCloudFailure, type FailureWords } from "./cloud-failures";
import { exactTime } from "./dates";
import { failureWords, isFailureCode } from "./failures";
import { size } from "./numbers";
import { choiceOf, dateOf, numberOf, textOf, type Params } from "./params";

/** What a finding says: what happened, then what to do. */
export type FindingWords = {
  /** The first sentence where it says the most; else the kind of the finding stands in its place. */
  title: string | null;
  /** What happened, or the rest of it; null where the title says it all. */
  happened: string | null;
  /** What to do. */
  advice: string;
};

/** Whom a finding after the hand-over speaks of: GitHub or the practice enterprise, and how files go there. */
export type Addressee = { practice: boolean; route: Route };

const GITHUB: Addressee = { practice: false, route: "page" };

type Write = (finding: Finding, addressee: Addressee) => FindingWords;

/** The words of a finding, in the language at hand. */
export function findingWords(finding: Finding, addressee: Addressee = GITHUB): FindingWords {
  return WORDS[finding.code](finding, addressee);
}

/** Several sentences as one text; languages differ in whether a blank stands between them. */
export function sentences(...texts: (string | null)[]): string | null {
  return texts
    .filter((text) => text !== null)
    .reduce<string | null>(
      (first, second) => (first === null ? second : m.findings_sentences({ first, second })),
      null,
    );
}

/** Where in the file it is, as a sentence. */
function place(at: Place | null): string | null {
  if (at === null) return null;
  const { line, column, path } = at;
  return path === ""
    ? m.findings_place({ line, column })
    : m.findings_place_inside({ line, column, path });
}

function sizeOf(params: Params, name: string): string {
  const bytes = numberOf(params, name);
  return bytes === null ? textOf(params, name) : size(bytes);
}

/** How far apart the dates of two files are; null where one of them is not known. */
function minutesApart(params: Params): string | null {
  const minutes = numberOf(params, "minutes");
  return minutes === null ? null : m.findings_companion_unproven_happened({ count: minutes });
}

function whenOf(params: Params, name: string): string {
  const value = textOf(params, name);
  return Number.isNaN(Date.parse(value)) ? value : exactTime(value);
}

const practiceOf = (addressee: Addressee): string => (addressee.practice ? "yes" : "no");

/** A finding that is told by its kind and one or two sentences. */
const told =
  (happened: (params: Params) => string, advice: () => string): Write =>
  ({ params, at }) => ({
    title: null,
    happened: sentences(happened(params), place(at)),
    advice: advice(),
  });

/** A finding whose first sentence says the most. */
const titled =
  (
    title: () => string,
    happened: ((params: Params) => string) | null,
    advice: () => string,
  ): Write =>
  ({ params, at }) => ({
    title: title(),
    happened: sentences(happened === null ? null : happened(params), place(at)),
    advice: advice(),
  });

const counted = (params: Params): { count: number } => ({ count: numberOf(params, "count") ?? 0 });

const countedField = (params: Params): { count: number; field: string } => ({
  ...counted(params),
  field: textOf(params, "field"),
});

/** A finding whose first sentence is how many there are. */
const counts =
  (
    title: (counted: { count: number }) => string,
    happened: ((params: Params) => string) | null,
    advice: () => string,
  ): Write =>
  ({ params, at }) => ({
    title: title(counted(params)),
    happened: sentences(happened === null ? null : happened(params), place(at)),
    advice: advice(),
  });

/** What GitHub says of its error may be nothing. */
const answerHasErrors: Write = ({ params, at }) => ({
  title: m.findings_answer_has_errors_title(counted(params)),
  happened: sentences(
    choiceOf(params, "first") === ""
      ? null
      : m.findings_answer_has_errors_happened({ first: textOf(params, "first") }),
    place(at),
  ),
  advice: m.findings_answer_has_errors_advice(),
});

const archiveEntryRefused: Write = ({ params }) => {
  const reason = choiceOf(params, "reason");
  return {
    title: m.findings_archive_entry_refused_title(),
    happened: m.findings_archive_entry_refused_happened({ reason, entry: textOf(params, "entry") }),
    advice: m.findings_archive_entry_refused_advice({ reason }),
  };
};

const totals = (params: Params): { consumed: number; rows: number } => ({
  consumed: numberOf(params, "consumed") ?? 0,
  rows: numberOf(params, "rows") ?? 0,
});

const truncated: Write = ({ params, at }) => {
  const round = numberOf(params, "round");
  return {
    title: m.findings_truncated_title(),
    happened: sentences(
      at === null
        ? m.findings_truncated_size({ size: sizeOf(params, "bytes") })
        : m.findings_truncated_happened({
            inside: choiceOf(params, "inside"),
            line: at.line,
            column: at.column,
          }),
      round === null ? null : m.findings_truncated_round({ round }),
    ),
    advice: m.findings_truncated_advice(),
  };
};

const connectSyncs: Write = ({ params }) => ({
  title: null,
  happened:
    choiceOf(params, "since") === ""
      ? m.findings_connect_syncs_undated()
      : m.findings_connect_syncs_happened({ date: dateOf(params, "since") }),
  advice: m.findings_connect_syncs_advice(),
});

const repeatedUserId: Write = ({ params }) => ({
  title: m.findings_repeated_user_id_title(counted(params)),
  happened: m.findings_repeated_user_id_happened({ first: textOf(params, "first") }),
  advice: m.findings_repeated_user_id_advice(),
});

const cannotOpen: Write = ({ params }) => {
  const reason = choiceOf(params, "reason");
  return {
    title: m.findings_cannot_open_title(),
    happened: m.findings_cannot_open_happened({ reason }),
    advice: m.findings_cannot_open_advice({ reason }),
  };
};

const notKept: Write = ({ params }) => {
  const reason = choiceOf(params, "reason");
  return {
    title: m.findings_not_kept_title(),
    happened: m.findings_not_kept_happened({ reason }),
    advice: m.findings_not_kept_advice({ reason }),
  };
};

/** A file of the same size before and after changed all the same; then the sizes say nothing. */
const changedWhileRead: Write = ({ params }) => {
  const before = numberOf(params, "before");
  const after = numberOf(params, "after");
  return {
    title: m.findings_changed_while_read_title(),
    happened:
      before === null || after === null || before === after
        ? null
        : m.findings_changed_while_read_happened({ before: size(before), after: size(after) }),
    advice: m.findings_changed_while_read_advice(),
  };
};

const failedAtCloud: Write = ({ params }, addressee) => ({
  title: m.findings_failed_at_cloud_title({ practice: practiceOf(addressee) }),
  happened:
    choiceOf(params, "reason") === ""
      ? null
      : m.findings_failed_at_cloud_happened({ reason: textOf(params, "reason") }),
  advice: m.findings_failed_at_cloud_advice(),
});

const unconfirmed: Write = ({ params }, addressee) => {
  const times = numberOf(params, "times") ?? 0;
  const practice = practiceOf(addressee);
  return {
    title: m.findings_unconfirmed_title(),
    happened:
      times === 0
        ? m.findings_unconfirmed_never({ practice })
        : m.findings_unconfirmed_happened({ practice, times, last: whenOf(params, "last") }),
    advice: m.findings_unconfirmed_advice({ route: addressee.route }),
  };
};

const notTaken: Write = ({ params }) => {
  const { happened, advice } = failureOnTheWay(params);
  return { title: m.findings_not_taken_title(), happened, advice };
};

/** The cloud's failure, or this computer's where the file never left. */
function failureOnTheWay(params: Params): FailureWords {
  const code = choiceOf(params, "failure");
  const own = !isCloudFailure(code) && isFailureCode(code);
  return own ? failureWords({ code, params }) : cloudFailureWords(params);
}

const arrivalUnknown: Write = ({ params }) => ({
  title: m.findings_arrival_unknown_title(),
  happened: m.findings_arrival_unknown_happened({ why: cloudFailureWords(params).happened }),
  advice: m.findings_arrival_unknown_advice(),
});

const cloudUnreadable: Write = ({ params }, addressee) => {
  const failure = cloudFailureWords(params);
  return {
    title: m.findings_cloud_unreadable_title({ practice: practiceOf(addressee) }),
    // What the window has no words for says no more than the title does.
    happened: isCloudFailure(choiceOf(params, "failure")) ? failure.happened : null,
    advice: failure.advice,
  };
};

const accountsDiffer: Write = ({ params }, addressee) => {
  const held = numberOf(params, "held") ?? 0;
  const expected = numberOf(params, "expected") ?? 0;
  const practice = practiceOf(addressee);
  const count = Math.abs(held - expected);
  return {
    title:
      held < expected
        ? m.findings_accounts_differ_fewer({ practice, count })
        : m.findings_accounts_differ_more({ practice, count }),
    happened: m.findings_accounts_differ_happened({ held, expected }),
    advice: m.findings_accounts_differ_advice(),
  };
};

const clockDiffers: Write = ({ params }, addressee) => ({
  title: null,
  happened: m.findings_clock_differs_happened({
    practice: practiceOf(addressee),
    seconds: numberOf(params, "seconds") ?? 0,
  }),
  advice: m.findings_clock_differs_advice(),
});

/** The words of every code; one that is missing is a type error. */
const WORDS: Record<Code, Write> = {
  // the bytes
  empty_file: titled(m.findings_empty_file_title, null, m.findings_empty_file_advice),
  not_json: titled(
    m.findings_not_json_title,
    (params) => m.findings_not_json_happened({ found: textOf(params, "found") }),
    m.findings_not_json_advice,
  ),
  truncated,
  invalid_json: titled(
    m.findings_invalid_json_title,
    (params) =>
      m.findings_invalid_json_happened({
        expected: choiceOf(params, "expected"),
        found: textOf(params, "found"),
      }),
    m.findings_invalid_json_advice,
  ),
  wrong_encoding: titled(
    m.findings_wrong_encoding_title,
    (params) => m.findings_wrong_encoding_happened({ encoding: choiceOf(params, "encoding") }),
    m.findings_wrong_encoding_advice,
  ),
  too_deep: titled(
    m.findings_too_deep_title,
    (params) => m.findings_too_deep_happened({ limit: numberOf(params, "limit") ?? 0 }),
    m.findings_too_deep_advice,
  ),
  text_too_long: titled(
    m.findings_text_too_long_title,
    (params) => m.findings_text_too_long_happened({ size: sizeOf(params, "limit") }),
    m.findings_text_too_long_advice,
  ),
  byte_order_mark: told(
    () => m.findings_byte_order_mark_happened(),
    m.findings_byte_order_mark_advice,
  ),
  duplicate_key: told(
    (params) =>
      m.findings_duplicate_key_happened({
        count: numberOf(params, "count") ?? 1,
        key: textOf(params, "key"),
      }),
    m.findings_duplicate_key_advice,
  ),
  number_out_of_range: titled(
    m.findings_number_out_of_range_title,
    (params) =>
      m.findings_number_out_of_range_happened({
        field: textOf(params, "field"),
        found: textOf(params, "found"),
      }),
    m.findings_number_out_of_range_advice,
  ),
  unexpected_type: told(
    (params) =>
      m.findings_unexpected_type_happened({
        field: textOf(params, "field"),
        expected: choiceOf(params, "expected"),
      }),
    m.findings_unexpected_type_advice,
  ),
  // a table
  other_delimiter: told(
    (params) => m.findings_other_delimiter_happened({ delimiter: choiceOf(params, "delimiter") }),
    m.findings_other_delimiter_advice,
  ),
  carriage_returns: told(
    () => m.findings_carriage_returns_happened(),
    m.findings_carriage_returns_advice,
  ),
  stray_quote: told(
    (params) => m.findings_stray_quote_happened(countedField(params)),
    m.findings_stray_quote_advice,
  ),
  ragged_row: counts(
    m.findings_ragged_row_title,
    (params) =>
      m.findings_ragged_row_happened({
        expected: numberOf(params, "expected") ?? 0,
        found: numberOf(params, "found") ?? 0,
      }),
    m.findings_ragged_row_advice,
  ),
  row_too_long: counts(
    m.findings_row_too_long_title,
    (params) => m.findings_row_too_long_happened({ size: sizeOf(params, "limit") }),
    m.findings_row_too_long_advice,
  ),
  open_last_line: told(
    () => m.findings_open_last_line_happened(),
    m.findings_open_last_line_advice,
  ),
  header_missing: told(
    () => m.findings_header_missing_happened(),
    m.findings_header_missing_advice,
  ),
  header_repeated: told(
    (params) => m.findings_header_repeated_happened(counted(params)),
    m.findings_header_repeated_advice,
  ),
  repeated_column: told(
    (params) => m.findings_repeated_column_happened({ column: textOf(params, "column") }),
    m.findings_repeated_column_advice,
  ),
  columns_missing: told(
    (params) => m.findings_columns_missing_happened({ missing: textOf(params, "missing") }),
    m.findings_columns_missing_advice,
  ),
  cells_not_utf8: ({ params, at }) => ({
    title: m.findings_cells_not_utf8_title(countedField(params)),
    happened: sentences(
      m.findings_cells_not_utf8_happened({ encoding: choiceOf(params, "encoding") }),
      place(at),
    ),
    advice: m.findings_cells_not_utf8_advice(),
  }),
  formula_cell: told(
    (params) => m.findings_formula_cell_happened(countedField(params)),
    m.findings_formula_cell_advice,
  ),
  rounded_number: ({ params, at }) => ({
    title: m.findings_rounded_number_title(countedField(params)),
    happened: sentences(
      m.findings_rounded_number_happened({ found: textOf(params, "found") }),
      place(at),
    ),
    advice: m.findings_rounded_number_advice(),
  }),
  rewritten_date: told(
    (params) =>
      m.findings_rewritten_date_happened({
        ...countedField(params),
        found: textOf(params, "found"),
      }),
    m.findings_rewritten_date_advice,
  ),
  rewritten_login: told(
    (params) => m.findings_rewritten_login_happened(counted(params)),
    m.findings_rewritten_login_advice,
  ),
  // what it is
  unknown_table: titled(
    m.findings_unknown_table_title,
    (params) => m.findings_unknown_table_happened({ columns: textOf(params, "columns") }),
    m.findings_unknown_table_advice,
  ),
  report_not_told: told(
    (params) => m.findings_report_not_told_happened({ possible: textOf(params, "possible") }),
    m.findings_report_not_told_advice,
  ),
  unknown_kind: titled(m.findings_unknown_kind_title, null, m.findings_unknown_kind_advice),
  fields_missing: told(
    (params) => m.findings_fields_missing_happened({ missing: textOf(params, "missing") }),
    m.findings_fields_missing_advice,
  ),
  unknown_keys: told(
    (params) => m.findings_unknown_keys_happened({ keys: textOf(params, "keys") }),
    m.findings_unknown_keys_advice,
  ),
  // the server
  server_id_missing: told(
    () => m.findings_server_id_missing_happened(),
    m.findings_server_id_missing_advice,
  ),
  server_id_not_uuid: told(
    (params) => m.findings_server_id_not_uuid_happened({ value: textOf(params, "value") }),
    m.findings_server_id_not_uuid_advice,
  ),
  host_missing: told(() => m.findings_host_missing_happened(), m.findings_host_missing_advice),
  host_odd: told(
    (params) => m.findings_host_odd_happened({ value: textOf(params, "value") }),
    m.findings_host_odd_advice,
  ),
  http_only: told(() => m.findings_http_only_happened(), m.findings_http_only_advice),
  connect_syncs: connectSyncs,
  // the people
  no_user_list: told(() => m.findings_no_user_list_happened(), m.findings_no_user_list_advice),
  empty_user_list: told(
    () => m.findings_empty_user_list_happened(),
    m.findings_empty_user_list_advice,
  ),
  users_not_base64: told(
    () => m.findings_users_not_base64_happened(),
    m.findings_users_not_base64_advice,
  ),
  no_primary_email: told(
    (params) => m.findings_no_primary_email_happened(counted(params)),
    m.findings_no_primary_email_advice,
  ),
  several_primary_emails: told(
    (params) => m.findings_several_primary_emails_happened(counted(params)),
    m.findings_several_primary_emails_advice,
  ),
  account_without_key: told(
    (params) => m.findings_account_without_key_happened(counted(params)),
    m.findings_account_without_key_advice,
  ),
  repeated_user_id: repeatedUserId,
  repeated_login: counts(m.findings_repeated_login_title, null, m.findings_repeated_login_advice),
  repeated_account: told(
    (params) => m.findings_repeated_account_happened(counted(params)),
    m.findings_repeated_account_advice,
  ),
  roster_full: counts(m.findings_roster_full_title, null, m.findings_roster_full_advice),
  // the people whom the cloud counts
  rows_missing: counts(
    m.findings_rows_missing_title,
    (params) => m.findings_rows_missing_happened(totals(params)),
    m.findings_rows_missing_advice,
  ),
  rows_too_many: counts(
    m.findings_rows_too_many_title,
    (params) => m.findings_rows_too_many_happened(totals(params)),
    m.findings_rows_too_many_advice,
  ),
  total_changed: told(
    (params) =>
      m.findings_total_changed_happened({
        total: choiceOf(params, "total"),
        before: numberOf(params, "before") ?? 0,
        after: numberOf(params, "after") ?? 0,
      }),
    m.findings_total_changed_advice,
  ),
  repeated_page: told(
    (params) => m.findings_repeated_page_happened(counted(params)),
    m.findings_repeated_page_advice,
  ),
  repeated_row: told(
    (params) => m.findings_repeated_row_happened(counted(params)),
    m.findings_repeated_row_advice,
  ),
  repeated_cloud_login: told(
    (params) => m.findings_repeated_cloud_login_happened(counted(params)),
    m.findings_repeated_cloud_login_advice,
  ),
  repeated_user_list: told(
    () => m.findings_repeated_user_list_happened(),
    m.findings_repeated_user_list_advice,
  ),
  unlinked_identity: told(
    (params) => m.findings_unlinked_identity_happened(counted(params)),
    m.findings_unlinked_identity_advice,
  ),
  no_identity_provider: told(
    (params) => m.findings_no_identity_provider_happened(counted(params)),
    m.findings_no_identity_provider_advice,
  ),
  more_pages: told(() => m.findings_more_pages_happened(), m.findings_more_pages_advice),
  answer_has_errors: answerHasErrors,
  subscriptions_missing: counts(
    m.findings_subscriptions_missing_title,
    (params) =>
      m.findings_subscriptions_missing_happened({
        total: numberOf(params, "total") ?? 0,
        rows: numberOf(params, "rows") ?? 0,
      }),
    m.findings_subscriptions_missing_advice,
  ),
  repeated_subscription: told(
    (params) => m.findings_repeated_subscription_happened(counted(params)),
    m.findings_repeated_subscription_advice,
  ),
  unknown_fields: told(
    (params) => m.findings_unknown_fields_happened({ keys: textOf(params, "keys") }),
    m.findings_unknown_fields_advice,
  ),
  // opening it
  cannot_open: cannotOpen,
  not_a_file: ({ params }) => ({
    title: m.findings_not_a_file_title({ what: choiceOf(params, "what") }),
    happened: null,
    advice: m.findings_not_a_file_advice(),
  }),
  empty_folder: told(() => m.findings_empty_folder_happened(), m.findings_empty_folder_advice),
  folders_passed_over: told(
    (params) => m.findings_folders_passed_over_happened(counted(params)),
    m.findings_folders_passed_over_advice,
  ),
  empty_archive: told(() => m.findings_empty_archive_happened(), m.findings_empty_archive_advice),
  archive_refused: titled(
    m.findings_archive_refused_title,
    (params) => m.findings_archive_refused_happened({ reason: choiceOf(params, "reason") }),
    m.findings_archive_refused_advice,
  ),
  archive_entry_refused: archiveEntryRefused,
  read_failed: titled(
    m.findings_read_failed_title,
    (params) =>
      m.findings_read_failed_happened({
        reason: choiceOf(params, "reason"),
        size: sizeOf(params, "bytes"),
      }),
    m.findings_read_failed_advice,
  ),
  changed_while_read: changedWhileRead,
  not_kept: notKept,
  cancelled: titled(m.findings_cancelled_title, null, m.findings_cancelled_advice),
  // beside what is known
  other_host: told(
    (params) => m.findings_other_host_happened({ before: textOf(params, "before") }),
    m.findings_other_host_advice,
  ),
  other_server_id: told(
    (params) => m.findings_other_server_id_happened({ before: textOf(params, "before") }),
    m.findings_other_server_id_advice,
  ),
  older_file: told(
    (params) =>
      m.findings_older_file_happened({
        date: dateOf(params, "date"),
        before: dateOf(params, "before"),
      }),
    m.findings_older_file_advice,
  ),
  already_counted: titled(
    m.findings_already_counted_title,
    (params) =>
      m.findings_already_counted_happened({
        receipt: textOf(params, "receipt"),
        date: dateOf(params, "date"),
      }),
    m.findings_already_counted_advice,
  ),
  already_handed_over: titled(
    m.findings_already_handed_over_title,
    (params) => m.findings_already_handed_over_happened({ date: dateOf(params, "date") }),
    m.findings_already_handed_over_advice,
  ),
  same_bytes_twice: told(
    (params) => m.findings_same_bytes_twice_happened({ other: textOf(params, "other") }),
    m.findings_same_bytes_twice_advice,
  ),
  report_without_server: titled(
    m.findings_report_without_server_title,
    null,
    m.findings_report_without_server_advice,
  ),
  report_paired: told(
    (params) =>
      m.findings_report_paired_happened({
        host: textOf(params, "host"),
        by: choiceOf(params, "by"),
      }),
    m.findings_report_paired_advice,
  ),
  companion_unproven: (finding) => ({
    title: m.findings_companion_unproven_title(),
    happened: minutesApart(finding.params),
    advice: m.findings_companion_unproven_advice(),
  }),
  other_enterprise: told(
    (params) => m.findings_other_enterprise_happened({ enterprise: textOf(params, "enterprise") }),
    m.findings_other_enterprise_advice,
  ),
  sample_in_real: titled(
    m.findings_sample_in_real_title,
    () => m.findings_sample_in_real_happened(),
    m.findings_sample_in_real_advice,
  ),
  real_in_practice: titled(
    m.findings_real_in_practice_title,
    () => m.findings_real_in_practice_happened(),
    m.findings_real_in_practice_advice,
  ),
  // after the hand-over
  failed_at_cloud: failedAtCloud,
  unconfirmed,
  not_taken: notTaken,
  arrival_unknown: arrivalUnknown,
  cloud_unreadable: cloudUnreadable,
  missing_scope: told(
    (params) => m.findings_missing_scope_happened({ scope: textOf(params, "scope") }),
    m.findings_missing_scope_advice,
  ),
  accounts_differ: accountsDiffer,
  clock_differs: clockDiffers,
};
