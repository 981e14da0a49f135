/** A domain of primary e-mails and what it would be called; nothing where either is empty. */
export type ChangedDomain = { from: string; to: string };

export const NO_DOMAIN: ChangedDomain = { from: "", to: "" };

/** Whether a text can be the domain of an e-mail; the desk has the last word. */
export function isDomain(text: string): boolean {
  return /^[^\s@:/]+\.[^\s@:/.]+$/u.test(text.trim());
}
