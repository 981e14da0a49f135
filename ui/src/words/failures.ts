import type { Failure, FailureCode } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { cloudFailureWords, type FailureWords } from "./cloud-failures";
import { choiceOf, numberOf, textOf, type Params } from "./params";

export type { FailureWords } from "./cloud-failures";

type Write = (params: Params) => FailureWords;

/** The words of a failure, in the language at hand. */
export function failureWords(failure: Failure): FailureWords {
  return WORDS[failure.code](failure.params);
}

/** Words without values, and the one value that may help whoever looks into it. */
const said =
  (happened: () => string, advice: () => string, detail?: string): Write =>
  (params) => ({
    happened: happened(),
    advice: advice(),
    detail: detail === undefined ? null : choiceOf(params, detail) || null,
  });

/** The words of every code; one that is missing is a type error. */
const WORDS: Record<FailureCode, Write> = {
  // this computer
  newer_ledger: (params) => ({
    happened: m.failures_newer_ledger_happened({
      found: textOf(params, "found"),
      known: textOf(params, "known"),
    }),
    advice: m.failures_newer_ledger_advice(),
    detail: null,
  }),
  ledger_busy: said(m.failures_ledger_busy_happened, m.failures_ledger_busy_advice),
  ledger_damaged: said(
    m.failures_ledger_damaged_happened,
    m.failures_ledger_damaged_advice,
    "reason",
  ),
  disk_full: said(m.failures_disk_full_happened, m.failures_disk_full_advice),
  no_permission: said(m.failures_no_permission_happened, m.failures_no_permission_advice, "reason"),
  input_output: said(m.failures_input_output_happened, m.failures_input_output_advice, "reason"),
  keychain_missing: said(m.failures_keychain_missing_happened, m.failures_keychain_missing_advice),
  keychain_locked: said(m.failures_keychain_locked_happened, m.failures_keychain_locked_advice),
  keychain_slow: (params) => ({
    happened: m.failures_keychain_slow_happened({ seconds: numberOf(params, "seconds") ?? 0 }),
    advice: m.failures_keychain_slow_advice(),
    detail: null,
  }),
  token_left: (params) => ({
    happened: m.failures_token_left_happened({ enterprise: textOf(params, "enterprise") }),
    advice: m.failures_token_left_advice(),
    detail: null,
  }),
  // what was asked for
  not_found: (params) => ({
    happened: m.failures_not_found_happened({ what: choiceOf(params, "what") }),
    advice: m.failures_not_found_advice(),
    detail: choiceOf(params, "id") || null,
  }),
  invalid_input: (params) => {
    const field = choiceOf(params, "field");
    return {
      happened: m.failures_invalid_input_happened({ field: field || m.findings_not_told() }),
      advice: m.failures_invalid_input_advice({ field }),
      detail: choiceOf(params, "reason") || null,
    };
  },
  name_taken: (params) => ({
    happened: m.failures_name_taken_happened({ name: textOf(params, "name") }),
    advice: m.failures_name_taken_advice(),
    detail: null,
  }),
  isolated_side: said(m.failures_isolated_side_happened, m.failures_isolated_side_advice),
  no_enterprise: said(m.failures_no_enterprise_happened, m.failures_no_enterprise_advice),
  token_missing: (params) => ({
    happened: m.failures_token_missing_happened({ enterprise: textOf(params, "enterprise") }),
    advice: m.failures_token_missing_advice(),
    detail: null,
  }),
  nothing_to_hand_over: said(
    m.failures_nothing_to_hand_over_happened,
    m.failures_nothing_to_hand_over_advice,
  ),
  bytes_changed: (params) => ({
    happened: m.failures_bytes_changed_happened({ name: textOf(params, "name") }),
    advice: m.failures_bytes_changed_advice(),
    detail: null,
  }),
  unfinished: (params) => ({
    happened: m.failures_unfinished_happened({ server: textOf(params, "server") }),
    advice: m.failures_unfinished_advice(),
    detail: null,
  }),
  server_elsewhere: (params) => ({
    happened: m.failures_server_elsewhere_happened({
      server: textOf(params, "server"),
      enterprise: textOf(params, "enterprise"),
    }),
    advice: m.failures_server_elsewhere_advice(),
    detail: null,
  }),
  already_done: said(m.failures_already_done_happened, m.failures_already_done_advice),
  cancelled: said(m.failures_cancelled_happened, m.failures_cancelled_advice),
  wrong_route: (params) => ({
    happened: m.failures_wrong_route_happened({ route: choiceOf(params, "route") }),
    advice: m.failures_wrong_route_advice(),
    detail: null,
  }),
  // the cloud and the network
  cloud: cloudFailureWords,
  // us
  defect: (params) => ({
    happened: m.failures_defect_happened(),
    advice: m.failures_defect_advice(),
    detail: choiceOf(params, "place") || choiceOf(params, "detail") || null,
  }),
};

/** Whether a failure of the desk has that code. */
export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(WORDS, code);
}
