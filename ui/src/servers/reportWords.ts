import type { Failure, ReadServerFile, ServerFile, ServerStep } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { failureWords, type FailureWords } from "../words/failures";
import { count, size } from "../words/numbers";

/** What can be read, in the order in which it is offered. */
export const SERVER_FILES: readonly ServerFile[] = [
  "all_users",
  "license",
  "dormant_users",
  "suspended_users",
  "active_users",
];

/** What a file is, in a list to choose from. */
export function fileWords(file: ServerFile): string {
  switch (file) {
    case "all_users":
      return m.servers_reports_all();
    case "active_users":
      return m.servers_reports_active();
    case "dormant_users":
      return m.servers_reports_dormant();
    case "suspended_users":
      return m.servers_reports_suspended();
    case "license":
      return m.servers_reports_license();
  }
}

/** What there is to say of a file before it is read; null where its name says it. */
export function moreWords(file: ServerFile): string | null {
  switch (file) {
    case "all_users":
      return m.servers_reports_all_words();
    case "license":
      return m.servers_reports_license_words();
    default:
      return null;
  }
}

/** What a file is called in a sentence: a report by its own name. */
export function fileName(file: ServerFile): string {
  return file === "license" ? m.servers_reports_license() : `${file}.csv`;
}

/** How far a reading is. */
export function stepWords({ file, preparing, bytes, of }: ServerStep): string {
  const name = fileName(file);
  if (preparing !== null) {
    return m.servers_reports_preparing({ file: name, seconds: count(preparing) });
  }
  if (bytes === 0) return m.servers_reports_asking({ file: name });
  return of === null
    ? m.servers_reports_coming({ file: name, bytes: size(bytes) })
    : m.servers_reports_coming_of({ file: name, bytes: size(bytes), of: size(of) });
}

/** Whether everything that was asked for was read. */
export function isWhole(files: readonly ReadServerFile[]): boolean {
  return files.every(({ bytes }) => bytes !== null);
}

/** The words of a failure where a server was asked, and no enterprise: its token is made there, and Settings knows nothing of it. */
export function serverFailureWords(failure: Failure): FailureWords {
  const words = failureWords(failure);
  if (failure.code !== "cloud") return words;
  switch (failure.params["failure"]) {
    case "unauthorized":
      return { ...words, advice: m.servers_reports_refused_advice() };
    case "missing_scope":
      return { ...words, advice: m.servers_reports_scope_advice() };
    case "name_not_resolved":
    case "redirected":
      return { ...words, advice: m.servers_reports_host_advice() };
    default:
      return words;
  }
}
