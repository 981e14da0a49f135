import { m } from "../paraglide/messages.js";
import { visible } from "./names";

/** The name that the desk gives the practice enterprise; nobody can give it to another one. */
const PRACTICE = "Practice enterprise";

/** What an enterprise is called on the page; practice is called in the person's language. */
export function enterpriseTitle(name: string): string {
  return name === PRACTICE ? m.parts_practice_enterprise() : visible(name);
}
