import type { ConfirmedChange } from "../generated/desk";
import { m } from "../paraglide/messages.js";

/** What became of somebody, in a word or two. */
export function confirmedWord(change: ConfirmedChange): string {
  switch (change) {
    case "missing":
      return m.receipt_confirmed_missing();
    case "unexpected":
      return m.receipt_confirmed_unexpected();
    case "differing":
      return m.receipt_confirmed_differing();
    case "joined":
      return m.receipt_confirmed_joined();
    case "left":
      return m.receipt_confirmed_left();
    case "merged":
      return m.receipt_confirmed_merged();
    case "split":
      return m.receipt_confirmed_split();
  }
}
