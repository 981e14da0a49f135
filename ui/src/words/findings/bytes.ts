import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { choiceOf, numberOf, textOf } from "../params";
import { counted, sentences, sizeOf, told, titled, type Write } from "./write";

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

/** The bytes of a file, and the JSON in them. */
export const BYTES = {
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
  other_encoding: told(
    (params) => m.findings_other_encoding_happened({ encoding: choiceOf(params, "encoding") }),
    m.findings_other_encoding_advice,
  ),
  lone_surrogate: told(
    (params) => m.findings_lone_surrogate_happened(counted(params)),
    m.findings_lone_surrogate_advice,
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
} satisfies Partial<Record<Code, Write>>;
