import type { FileBox, Finding, Question } from "../generated/desk";
import type { Weight } from "../parts/FindingRow";

/** The question that a finding asks; null where it asks none. */
export function questionOf(file: FileBox, finding: Finding): Question | null {
  return file.questions.find(({ code }) => code === finding.code) ?? null;
}

/** How much a finding matters now: an answered question is worth knowing, and waits for nobody. */
export function weightOf(file: FileBox, finding: Finding): Weight {
  const question = questionOf(file, finding);
  if (question !== null) return question.answered === null ? "question" : "note";
  return finding.severity;
}

/** Whether nothing can be done with a file. */
export function isUnusable(file: FileBox): boolean {
  return file.entry.findings.some(({ severity }) => severity === "error");
}

/** The id of a finding's row, by which a count leads to the first of its kind. */
export function findingId(file: FileBox, finding: Finding, index: number): string {
  return `${rowPrefix(weightOf(file, finding))}${file.id}-${index}`;
}

/** How the ids of all rows of a weight begin. */
export function rowPrefix(weight: Weight): string {
  return `finding-${weight}-`;
}

/** Whether a file was read over the network, and nobody dropped or chose it. */
export function isFetched(file: FileBox): boolean {
  return fetchedFrom(file) !== null;
}

/** The host that a file was read from; null where somebody dropped or chose it. */
export function fetchedFrom({ entry }: FileBox): string | null {
  return /^https?:\/\//.test(entry.path) && URL.canParse(entry.path)
    ? new URL(entry.path).host
    : null;
}
