import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { textOf } from "../params";
import { told, titled, type Write } from "./write";

/** What a file is. */
export const KIND = {
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
} satisfies Partial<Record<Code, Write>>;
