import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { choiceOf, numberOf, textOf, type Params } from "../params";
import { sentences, place, told, counted, counts, type Write } from "./write";

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

const totals = (params: Params): { consumed: number; rows: number } => ({
  consumed: numberOf(params, "consumed") ?? 0,
  rows: numberOf(params, "rows") ?? 0,
});

/** The people whom the cloud counts, their identities and subscriptions. */
export const CLOUD_PEOPLE = {
  rows_missing: counts(
    m.findings_rows_missing_title,
    (params) => m.findings_rows_missing_happened(totals(params)),
    m.findings_rows_missing_advice,
  ),
  pages_missing: ({ params, at }) => ({
    title: m.findings_pages_missing_title(counted(params)),
    happened: sentences(
      m.findings_pages_missing_happened({
        each: numberOf(params, "each") ?? 0,
        rows: numberOf(params, "rows") ?? 0,
        consumed: numberOf(params, "consumed") ?? 0,
      }),
      params.numbers === undefined
        ? null
        : m.findings_pages_missing_numbers({ numbers: textOf(params, "numbers") }),
      place(at),
    ),
    advice: m.findings_pages_missing_advice(),
  }),
  page_overlaps: told(
    (params) =>
      m.findings_page_overlaps_happened({
        count: numberOf(params, "count") ?? 0,
        rows: numberOf(params, "rows") ?? 0,
        other: textOf(params, "other"),
      }),
    m.findings_page_overlaps_advice,
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
} satisfies Partial<Record<Code, Write>>;
