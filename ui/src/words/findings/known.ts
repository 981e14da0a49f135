import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { choiceOf, dateOf, numberOf, textOf, type Params } from "../params";
import { told, titled, type Write } from "./write";

/** How far apart the dates of two files are; null where one of them is not known. */
function minutesApart(params: Params): string | null {
  const minutes = numberOf(params, "minutes");
  return minutes === null ? null : m.findings_companion_unproven_happened({ count: minutes });
}

/** A file beside what is known already. */
export const KNOWN = {
  other_host: told(
    (params) => m.findings_other_host_happened({ before: textOf(params, "before") }),
    m.findings_other_host_advice,
  ),
  other_server_id: told(
    (params) => m.findings_other_server_id_happened({ before: textOf(params, "before") }),
    m.findings_other_server_id_advice,
  ),
  other_than_chosen: ({ params }) => ({
    title: null,
    happened: m.findings_other_than_chosen_happened({
      chosen: textOf(params, "chosen"),
      named: textOf(params, "named"),
    }),
    advice:
      choiceOf(params, "known") === "yes"
        ? m.findings_other_than_chosen_known_advice({ chosen: textOf(params, "chosen") })
        : m.findings_other_than_chosen_advice(),
  }),
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
} satisfies Partial<Record<Code, Write>>;
