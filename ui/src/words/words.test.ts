import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Code, FailureCode, Finding, Param, Severity } from "../generated/desk";
import { CLOUD_FAILURES } from "./cloud-failures";
import { failureWords } from "./failures";
import { findingWords, sentences, type Addressee } from "./findings";
import { speak } from "./locale";

type Params = { [name in string]: Param };

/** Each code with the values that its documentation names, and with every branch that its words take. */
const FINDINGS: Record<Code, Params[]> = {
  empty_file: [{}],
  not_json: [{ found: "<html>" }],
  truncated: [
    { inside: "sealed_users", bytes: 12_582_912, round: 12 },
    { inside: "string", bytes: 900 },
    { inside: "document", bytes: 900 },
  ],
  invalid_json: [
    "value",
    "key",
    "colon",
    "comma_or_end",
    "escape",
    "literal",
    "number",
    "end_of_file",
    "no_control_character",
    "a word of tomorrow",
  ].map((expected) => ({ expected, found: "\\u{7}" })),
  wrong_encoding: [
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "shift_jis",
    "windows-1252",
    "unknown",
  ].map((encoding) => ({ encoding })),
  other_encoding: ["utf-16le", "utf-16be", "tomorrow"].map((encoding) => ({ encoding })),
  lone_surrogate: [{ count: 1 }, { count: 7 }],
  too_deep: [{ limit: 128 }],
  text_too_long: [{ limit: 65_536 }],
  byte_order_mark: [{}],
  duplicate_key: [
    { key: "version", count: 1 },
    { key: "version", count: 1204 },
  ],
  number_out_of_range: [{ field: "users[3].id", found: "1e400" }],
  unexpected_type: ["string", "number", "boolean", "array", "object", "tomorrow"].map(
    (expected) => ({ field: "host_name", expected }),
  ),
  other_delimiter: ["semicolon", "tab", "tomorrow"].map((delimiter) => ({ delimiter })),
  carriage_returns: [{}],
  stray_quote: [
    { count: 1, field: "email" },
    { count: 7, field: "login" },
  ],
  ragged_row: [
    { count: 1, expected: 14, found: 13 },
    { count: 1204, expected: 14, found: 1 },
  ],
  row_too_long: [
    { count: 1, limit: 65_536 },
    { count: 2, limit: 65_536 },
  ],
  open_last_line: [{}],
  header_missing: [{}],
  header_repeated: [{ count: 1 }, { count: 4 }],
  repeated_column: [{ column: "login" }],
  columns_missing: [{ missing: ["id", "suspended?"] }],
  cells_not_utf8: ["shift_jis", "windows-1252", "unknown", "tomorrow"].map((encoding) => ({
    encoding,
    field: "login",
    count: 3,
  })),
  formula_cell: [
    { count: 1, field: "login" },
    { count: 7, field: "email" },
  ],
  rounded_number: [
    { count: 1, field: "id", found: "1.23E+05" },
    { count: 7, field: "id", found: "1.23E+05" },
  ],
  rewritten_date: [
    { count: 1, field: "created_at", found: "5/1/2026" },
    { count: 7, field: "last_active", found: "46143" },
  ],
  rewritten_login: [{ count: 1 }, { count: 7 }],
  unknown_table: [{ columns: ["name", "size", "owner"] }],
  report_not_told: [{ possible: ["all", "active"] }],
  unknown_kind: [{}],
  fields_missing: [{ missing: ["host_name", "version"] }],
  unknown_keys: [{ keys: ["format", "generated_at"] }],
  server_id_missing: [{}],
  server_id_not_uuid: [{ value: "seven" }],
  host_missing: [{}],
  host_odd: [{ value: "-bad-.example" }],
  http_only: [{}],
  connect_syncs: [{ since: "2026-03-12T04:05:06Z" }, { since: "2026-03-12" }, { since: "" }],
  no_user_list: [{}],
  empty_user_list: [{}],
  users_not_base64: [{}],
  no_primary_email: [{ count: 1 }, { count: 1204 }],
  several_primary_emails: [{ count: 1 }, { count: 7 }],
  account_without_key: [{ count: 1 }, { count: 7 }],
  repeated_user_id: [
    { count: 1, first: "77" },
    { count: 3, first: 77 },
  ],
  repeated_login: [{ count: 1 }, { count: 7 }],
  repeated_account: [{ count: 1 }, { count: 7 }],
  roster_full: [{ count: 1 }, { count: 7 }],
  rows_missing: [
    { rows: 30, consumed: 31, count: 1 },
    { rows: 30, consumed: 102, count: 72 },
  ],
  pages_missing: [
    { count: 1, each: 100, rows: 1100, consumed: 1204 },
    { count: 2, each: 100, rows: 30, consumed: 230, numbers: ["2", "3"] },
  ],
  page_overlaps: [
    { count: 1, rows: 100, other: "page-1.json" },
    { count: 100, rows: 100, other: "page-1.json" },
  ],
  rows_too_many: [
    { rows: 31, consumed: 30, count: 1 },
    { rows: 102, consumed: 30, count: 72 },
  ],
  total_changed: ["consumed", "purchased"].map((total) => ({
    total,
    before: 102,
    after: 1204,
    count: 1,
  })),
  repeated_page: [{ count: 1 }, { count: 3 }],
  repeated_row: [{ count: 1 }, { count: 3 }],
  repeated_cloud_login: [{ count: 1 }, { count: 3 }],
  repeated_user_list: [{ count: 1 }],
  unlinked_identity: [{ count: 1 }, { count: 3 }],
  no_identity_provider: [{ count: 1 }, { count: 3 }],
  more_pages: [{}],
  answer_has_errors: [
    { first: "Must have admin rights.", count: 1 },
    { first: "", count: 3 },
  ],
  subscriptions_missing: [
    { total: 31, rows: 30, count: 1 },
    { total: 102, rows: 30, count: 72 },
  ],
  repeated_subscription: [{ count: 1 }, { count: 3 }],
  unknown_fields: [{ keys: ["github_com_shoe_size", "flags"], count: 2 }],
  cannot_open: ["not_found", "no_permission", "link_loop", "name_too_long", "io"].map((reason) => ({
    reason,
  })),
  not_a_file: ["folder", "socket", "pipe", "device", "tomorrow"].map((what) => ({ what })),
  empty_folder: [{}],
  folders_passed_over: [{ count: 1 }, { count: 4 }],
  empty_archive: [{}],
  archive_refused: ["damaged", "duplicate_names", "overlap", "too_many_entries"].map((reason) => ({
    reason,
  })),
  archive_entry_refused: [
    "damaged",
    "encrypted",
    "method",
    "path",
    "link",
    "nested",
    "too_large",
    "ratio",
  ].map((reason) => ({ entry: "exports/all_users.csv", reason })),
  read_failed: [
    { reason: "io", bytes: 26_100_000 },
    { reason: "vanished", bytes: 0 },
  ],
  changed_while_read: [
    { before: 41_400_000, after: 41_500_000 },
    { before: 5, after: 5 },
  ],
  not_kept: ["disk_full", "no_permission", "io"].map((reason) => ({ reason })),
  cancelled: [{}],
  other_host: [{ before: "git-nagoya.hoshino.example" }],
  other_server_id: [{ before: "5f0c9e1a-77b2-4c09-9d1e-2ab3f0c6d518" }],
  other_than_chosen: ["yes", "no"].map((known) => ({
    chosen: "ghe.example",
    named: "git.lab.example",
    known,
  })),
  older_file: [{ date: "2026-10-02T08:00:00Z", before: "2026-10-27T08:00:00Z" }],
  already_counted: [{ receipt: "2026-0047", date: "2026-11-24T01:06:41Z" }],
  already_handed_over: [{ date: "2026-11-24T01:06:41Z" }],
  same_bytes_twice: [{ other: "copy of license-usage.json" }],
  report_without_server: [{}],
  report_paired: [
    { host: "ghes.example", by: "file_name" },
    { host: "ghes.example", by: "archive_name" },
    { host: "ghes.example", by: "same_set" },
    { host: "ghes.example", by: "person" },
  ],
  companion_unproven: [{ minutes: 1 }, { minutes: 4 }, {}],
  other_enterprise: [{ enterprise: "Kita Works" }],
  sample_in_real: [{}],
  real_in_practice: [{}],
  failed_at_cloud: [{ reason: "Server usage could not be processed" }, { reason: "" }],
  unconfirmed: [
    { times: 0, last: "" },
    { times: 1, last: "2026-11-18T09:12:09Z" },
    { times: 31, last: "2026-11-18T09:12:09Z" },
  ],
  not_taken: [
    { failure: "unauthorized", status: 401 },
    { failure: "token_missing", enterprise: "Hoshino Group" },
    { failure: "a failure of tomorrow" },
  ],
  arrival_unknown: [{ failure: "connection_closed" }, { failure: "server_error", status: 500 }],
  cloud_unreadable: [
    { failure: "timed_out" },
    { failure: "unexpected_status", status: 418 },
    { failure: "a failure of tomorrow" },
  ],
  missing_scope: [{ scope: "read:enterprise" }],
  accounts_differ: [
    { held: 402_116, expected: 402_118 },
    { held: 1, expected: 2 },
    { held: 9, expected: 8 },
    { held: 19, expected: 8 },
  ],
  file_shows_nothing: [{ why: "older" }, { why: "none_before" }, { why: "nothing_new" }],
  file_shows_arrival: [{ newly: 12, gone: 1_200 }],
  confirmed_by_file: [{}],
  held_accounts_differ: [{ missing: 2, unexpected: 0, differing: 1_204, against: "report" }],
  clock_differs: [{ seconds: 1 }, { seconds: 1802 }],
};

const FAILURES: Record<FailureCode, Params[]> = {
  newer_ledger: [{ found: 9, known: 3 }],
  ledger_busy: [{}],
  ledger_damaged: [{ reason: "file is not a database" }],
  disk_full: [{}],
  no_permission: [{ reason: "read-only file system" }, {}],
  input_output: [{ reason: "interrupted" }],
  keychain_missing: [{}],
  keychain_locked: [{}],
  keychain_slow: [{ seconds: 1 }, { seconds: 20 }],
  token_left: [{ enterprise: "Hoshino Group" }],
  not_found: [
    "review",
    "file",
    "hand_over",
    "receipt",
    "enterprise",
    "sample",
    "answer",
    "call",
  ].map((what) => ({ what, id: "01J" })),
  invalid_input: [
    "name",
    "host",
    "slug",
    "token",
    "proxy",
    "authorities",
    "client_certificate",
    "ticket",
    "review",
  ].map((field) => ({
    field,
    reason: "empty",
  })),
  name_taken: [{ name: "Hoshino Group" }],
  isolated_side: [{}],
  no_enterprise: [{}],
  token_missing: [{ enterprise: "Hoshino Group" }],
  nothing_to_hand_over: [{}],
  bytes_changed: [{ name: "github.hoshino.example-20261124-9f3a61c2.json" }],
  unfinished: [{ server: "github.hoshino.example" }],
  server_elsewhere: [{ server: "github.hoshino.example", enterprise: "Hoshino Group" }],
  already_done: [{}],
  cancelled: [{}],
  wrong_route: [{ route: "page" }, { route: "endpoint" }],
  cloud: [
    ...[...CLOUD_FAILURES, "a failure of tomorrow"].map((failure) => ({ failure, status: 418 })),
    ...["unknown_authority", "other_host", "expired", "not_yet_valid", "revoked"].map(
      (problem) => ({ failure: "certificate", problem }),
    ),
  ],
  defect: [{ place: "review_sheet" }, {}],
};

const PLACE = { line: 1, column: 12_582_912, path: "users[3].emails[0]" };

const ADDRESSEES: Addressee[] = [
  { practice: false, route: "page" },
  { practice: true, route: "endpoint" },
];

const finding = (code: string, params: Params, at: Finding["at"] = null): Finding => ({
  code: code as Code,
  severity: "note" satisfies Severity,
  at,
  params,
});

/** A text that a person can read: no braces left over, nothing undefined, no blank at either end. */
function expectReadable(text: string, about: string): void {
  expect(text.trim(), `${about}: words at all, without blanks around them`).toBe(text);
  expect(text, `${about}: words at all`).not.toBe("");
  expect(text, `${about}: no value is missing`).not.toMatch(/undefined|NaN|\[object/);
  expect(text, `${about}: no key in the place of words`).not.toMatch(/^(findings|failures)_/);
  expect(text.replaceAll("\\u{7}", ""), `${about}: no variable is left over`).not.toMatch(/[{}]/);
}

beforeEach(() => vi.stubEnv("TZ", "UTC"));
afterEach(() => vi.unstubAllEnvs());

describe.each(["en", "ja"] as const)("in %s", (locale) => {
  beforeEach(() => speak(locale));

  it.each(Object.entries(FINDINGS))(
    "the finding %s says what happened and what to do",
    (code, cases) => {
      for (const params of cases) {
        for (const addressee of ADDRESSEES) {
          for (const at of [null, PLACE, { ...PLACE, path: "" }]) {
            const words = findingWords(finding(code, params, at), addressee);
            const said = sentences(words.title, words.happened);
            expect(said, `${code}: says what happened`).not.toBeNull();
            expectReadable(said ?? "", code);
            expectReadable(words.advice, code);
          }
        }
      }
    },
  );

  it.each(Object.keys(FINDINGS))(
    "the finding %s is readable even where every value is missing",
    (code) => {
      const words = findingWords(finding(code, {}));
      expectReadable(sentences(words.title, words.happened) ?? "", code);
      expectReadable(words.advice, code);
    },
  );

  it.each(Object.entries(FAILURES))(
    "the failure %s says what happened and what to do",
    (code, cases) => {
      for (const params of [...cases, {}]) {
        const words = failureWords({ code: code as FailureCode, params });
        expectReadable(words.happened, code);
        expectReadable(words.advice, code);
        if (words.detail !== null) expectReadable(words.detail, code);
      }
    },
  );

  it("keeps to these words", () => {
    const said = [
      ...Object.entries(FINDINGS).flatMap(([code, cases]) =>
        cases.flatMap((params) =>
          ADDRESSEES.map((addressee) => {
            const { title, happened, advice } = findingWords(finding(code, params), addressee);
            return `${code}: ${sentences(title, happened)} / ${advice}`;
          }),
        ),
      ),
      ...Object.entries(FAILURES).flatMap(([code, cases]) =>
        cases.map((params) => {
          const { happened, advice } = failureWords({ code: code as FailureCode, params });
          return `${code}: ${happened} / ${advice}`;
        }),
      ),
    ];
    expect([...new Set(said)]).toMatchSnapshot();
  });
});

it("writes the place of a fault with separators and its path", () => {
  speak("en");
  const { happened } = findingWords(
    finding("number_out_of_range", { field: "id", found: "-1" }, PLACE),
  );
  expect(happened, "line, column and path of the value").toBe(
    "id holds -1. It is at line 1, column 12,582,912, in users[3].emails[0].",
  );
});
