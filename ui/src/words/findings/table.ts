import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { choiceOf, numberOf, textOf } from "../params";
import { sentences, place, sizeOf, told, counted, countedField, counts, type Write } from "./write";

/** A table: its cells, rows and columns. */
export const TABLE = {
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
} satisfies Partial<Record<Code, Write>>;
