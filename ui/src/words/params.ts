import type { Param } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { date } from "./dates";

/** The values that the words of a finding or a failure need. */
export type Params = { [name in string]: Param };

/** A text among the values; where it is missing, the word for that. */
export function textOf(params: Params, name: string): string {
  const value = params[name];
  if (Array.isArray(value)) return value.join(m.findings_list_separator());
  if (value === undefined || value === "") return m.findings_not_told();
  return String(value);
}

/** What a sentence is chosen by; empty where it is missing, which every choice has a sentence for. */
export function choiceOf(params: Params, name: string): string {
  const value = params[name];
  return value === undefined || Array.isArray(value) ? "" : String(value);
}

/** A number among the values; null where it is missing or none. */
export function numberOf(params: Params, name: string): number | null {
  const value = params[name];
  return typeof value === "number" ? value : null;
}

/**
 * A date among the values. A date from a file comes as the file has it: what is no date of ISO 8601 is shown as it stands.
 */
export function dateOf(params: Params, name: string): string {
  const value = textOf(params, name);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(Date.parse(value))) return value;
  const dayOnly = value.length === "2026-11-24".length;
  return date(value, dayOnly ? { timeZone: "UTC" } : {});
}
