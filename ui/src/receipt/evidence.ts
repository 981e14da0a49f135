import type { Evidence, EvidenceSubject, Receipt } from "../generated/desk";
import { plain, type RichText } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import { exactTime } from "../words/dates";
import { change, count } from "../words/numbers";
import { choiceOf, numberOf, textOf, type Params } from "../words/params";

/** What an answer shows, in words. */
export function evidenceWords(evidence: Evidence, receipt: Receipt): RichText {
  return evidence.subject === "consumed"
    ? consumed(evidence.params, receipt)
    : plain(factOf(evidence.subject, evidence.params));
}

function factOf(subject: Exclude<EvidenceSubject, "consumed">, params: Params): string {
  switch (subject) {
    case "received": {
      const state = choiceOf(params, "upload_state");
      return state === ""
        ? m.receipt_evidence_received_bare()
        : m.receipt_evidence_received({ state });
    }
    case "counted": {
      const date = momentOf(params, "sync_date");
      return numberOf(params, "server_id_matches") === 0
        ? m.receipt_evidence_counted_host({ date })
        : m.receipt_evidence_counted({ date });
    }
    case "failed": {
      const reason = choiceOf(params, "reason");
      return reason === ""
        ? m.receipt_evidence_failed_silent()
        : m.receipt_evidence_failed({ reason });
    }
    case "listed": {
      const newly = count(numberOf(params, "newly") ?? 0);
      const expected = numberOf(params, "expected");
      return expected === null
        ? m.receipt_evidence_listed({ listed: count(numberOf(params, "listed") ?? 0), newly })
        : m.receipt_evidence_listed_all({ expected: count(expected), newly });
    }
    case "accounts_held":
      return accountsHeld(params);
  }
}

function accountsHeld(params: Params): string {
  const held = count(numberOf(params, "held") ?? 0);
  const expected = numberOf(params, "expected");
  return expected === null
    ? m.receipt_evidence_held({ held })
    : m.receipt_evidence_held_of({ held, expected: count(expected) });
}

function consumed(params: Params, receipt: Receipt): RichText {
  const before = numberOf(params, "before");
  const after = numberOf(params, "after") ?? 0;
  if (before === null) return m.receipt_evidence_consumed_after.parts({ after: count(after) });
  const readAt = choiceOf(params, "before_at") || (receipt.before?.at ?? "");
  return m.receipt_evidence_consumed.parts({
    before: count(before),
    when: readAt === "" ? m.parts_not_known() : exactTime(readAt),
    after: count(after),
    change: change(after - before),
  });
}

/** A moment as the cloud wrote it; what is none is shown as it stands. */
function momentOf(params: Params, name: string): string {
  const text = textOf(params, name);
  return Number.isNaN(Date.parse(text)) ? text : exactTime(text);
}
