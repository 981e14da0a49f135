import type { AccountChange } from "../generated/desk";
import { m } from "../paraglide/messages.js";

/** What became of accounts, in a word or two. */
export function changeWord(change: AccountChange): string {
  return WORDS[change]();
}

const WORDS: Record<AccountChange, () => string> = {
  joined: m.review_changes_joined,
  left: m.review_changes_left,
  suspended: m.review_changes_suspended,
  came_back: m.review_changes_came_back,
  email_changed: m.review_changes_email,
  role_changed: m.review_changes_role,
};
