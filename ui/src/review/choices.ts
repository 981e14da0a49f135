import type { Choice } from "../generated/desk";
import { m } from "../paraglide/messages.js";

const CHOICES: Record<Choice, () => string> = {
  renamed: m.review_choice_renamed,
  clone: m.review_choice_clone,
  rebuilt: m.review_choice_rebuilt,
  another: m.review_choice_another,
  same: m.review_choice_same,
};

/** What a person can answer to a question about a server. */
export function choiceWord(choice: Choice): string {
  return CHOICES[choice]();
}
