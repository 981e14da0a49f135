import { m } from "../paraglide/messages.js";
import { currentLocale } from "./locale";
import { visible } from "./names";

/** The name that the desk gives the practice enterprise; nobody can give it to another one. */
const PRACTICE = "Practice enterprise";

/** Letters that are set apart from Japanese ones. */
const LATIN_FIRST = /^[!-~]/;
const LATIN_LAST = /[!-~]$/;

/** What an enterprise is called inside of a sentence: in Japanese, blanks set a Latin name apart from the words around it. */
export function enterpriseInSentence(name: string): string {
  const title = enterpriseTitle(name);
  if (currentLocale() !== "ja") return title;
  return `${LATIN_FIRST.test(title) ? " " : ""}${title}${LATIN_LAST.test(title) ? " " : ""}`;
}

/** Whether it is the practice enterprise that the program serves itself; others may be served elsewhere on this computer. */
export function isOwnPractice({ name }: { name: string }): boolean {
  return name === PRACTICE;
}

/** What an enterprise is called on the page; practice is called in the person's language. */
export function enterpriseTitle(name: string): string {
  return name === PRACTICE ? m.parts_practice_enterprise() : visible(name);
}
