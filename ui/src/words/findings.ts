import type { Code, Finding } from "../generated/desk";
import { ACCOUNTS } from "./findings/accounts";
import { AFTER } from "./findings/after";
import { BYTES } from "./findings/bytes";
import { CLOUD_PEOPLE } from "./findings/cloud-people";
import { KIND } from "./findings/kind";
import { KNOWN } from "./findings/known";
import { OPENING } from "./findings/opening";
import { SERVER } from "./findings/server";
import { TABLE } from "./findings/table";
import type { Addressee, FindingWords, Write } from "./findings/write";

export { sentences } from "./findings/write";
export type { Addressee, FindingWords } from "./findings/write";

const GITHUB: Addressee = { practice: false, route: "page" };

/** The words of every code; one that is missing is a type error. */
const WORDS: Record<Code, Write> = {
  ...BYTES,
  ...TABLE,
  ...KIND,
  ...SERVER,
  ...ACCOUNTS,
  ...CLOUD_PEOPLE,
  ...OPENING,
  ...KNOWN,
  ...AFTER,
};

/** The words of a finding, in the language at hand. */
export function findingWords(finding: Finding, addressee: Addressee = GITHUB): FindingWords {
  return WORDS[finding.code](finding, addressee);
}
