import type { Finding, Place, Route } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { exactTime } from "../dates";
import { size } from "../numbers";
import { numberOf, textOf, type Params } from "../params";

/** What a finding says: what happened, then what to do. */
export type FindingWords = {
  /** The first sentence where it says the most; else the kind of the finding stands in its place. */
  title: string | null;
  /** What happened, or the rest of it; null where the title says it all. */
  happened: string | null;
  /** What to do. */
  advice: string;
};

/** Whom a finding after the hand-over speaks of: GitHub or the practice enterprise, and how files go there. */
export type Addressee = { practice: boolean; route: Route };

/** Writes the words of a finding of one code. */
export type Write = (finding: Finding, addressee: Addressee) => FindingWords;

/** Several sentences as one text; languages differ in whether a blank stands between them. */
export function sentences(...texts: (string | null)[]): string | null {
  return texts
    .filter((text) => text !== null)
    .reduce<string | null>(
      (first, second) => (first === null ? second : m.findings_sentences({ first, second })),
      null,
    );
}

/** Where in the file it is, as a sentence. */
export function place(at: Place | null): string | null {
  if (at === null) return null;
  const { line, column, path } = at;
  return path === ""
    ? m.findings_place({ line, column })
    : m.findings_place_inside({ line, column, path });
}

export function sizeOf(params: Params, name: string): string {
  const bytes = numberOf(params, name);
  return bytes === null ? textOf(params, name) : size(bytes);
}

export function whenOf(params: Params, name: string): string {
  const value = textOf(params, name);
  return Number.isNaN(Date.parse(value)) ? value : exactTime(value);
}

export const practiceOf = (addressee: Addressee): string => (addressee.practice ? "yes" : "no");

/** A finding that is told by its kind and one or two sentences. */
export const told =
  (happened: (params: Params) => string, advice: () => string): Write =>
  ({ params, at }) => ({
    title: null,
    happened: sentences(happened(params), place(at)),
    advice: advice(),
  });

/** A finding whose first sentence says the most. */
export const titled =
  (
    title: () => string,
    happened: ((params: Params) => string) | null,
    advice: () => string,
  ): Write =>
  ({ params, at }) => ({
    title: title(),
    happened: sentences(happened === null ? null : happened(params), place(at)),
    advice: advice(),
  });

export const counted = (params: Params): { count: number } => ({
  count: numberOf(params, "count") ?? 0,
});

export const countedField = (params: Params): { count: number; field: string } => ({
  ...counted(params),
  field: textOf(params, "field"),
});

/** A finding whose first sentence is how many there are. */
export const counts =
  (
    title: (counted: { count: number }) => string,
    happened: ((params: Params) => string) | null,
    advice: () => string,
  ): Write =>
  ({ params, at }) => ({
    title: title(counted(params)),
    happened: sentences(happened === null ? null : happened(params), place(at)),
    advice: advice(),
  });
