import type { DifferenceReason } from "../generated/desk";
import { m } from "../paraglide/messages.js";

/** What a reason is called. */
export function reasonWords(reason: DifferenceReason): string {
  switch (reason) {
    case "new_account":
      return m.overview_reason_new_account();
    case "gone_account":
      return m.overview_reason_gone_account();
    case "suspended_since":
      return m.overview_reason_suspended_since();
    case "email_changed":
      return m.overview_reason_email_changed();
    case "newly_linked":
      return m.overview_reason_newly_linked();
    case "no_longer_linked":
      return m.overview_reason_no_longer_linked();
    case "remembered_stale":
      return m.overview_reason_remembered_stale();
    case "cloud_only_knows":
      return m.overview_reason_cloud_only_knows();
    case "unexplained":
      return m.overview_reason_unexplained();
  }
}
