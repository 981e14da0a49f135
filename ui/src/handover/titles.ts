import type { HandOverState, HandOverTask } from "../generated/desk";
import type { State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { enterpriseInSentence } from "../words/enterprises";

const NAMES: Record<HandOverState, () => string> = {
  handing_over: m.handover_state_handing_over,
  waiting: m.handover_state_waiting,
  received: m.handover_state_received,
  counted: m.handover_state_counted,
  failed: m.handover_state_failed,
  unconfirmed: m.handover_state_unconfirmed,
  cancelled: m.handover_state_cancelled,
  stopped: m.handover_state_stopped,
};

/** The word of a state. */
export function stateName(state: HandOverState): string {
  return NAMES[state]();
}

/** The icon of a state. */
export const STATE_LOOKS: Record<HandOverState, State> = {
  handing_over: "waiting",
  waiting: "waiting",
  received: "waiting",
  counted: "counted",
  failed: "failed",
  unconfirmed: "attention",
  cancelled: "ahead",
  stopped: "ahead",
};

/** Whether the cloud is still asked about a hand-over in this state. */
export function isWatched(state: HandOverState): boolean {
  return (
    state === "handing_over" ||
    state === "waiting" ||
    state === "received" ||
    state === "unconfirmed"
  );
}

/** What the h1 of a hand-over says: how it stands. */
export function progressTitle({ handovers, practice, enterprise }: HandOverTask): string {
  const count = handovers.length;
  const inState = (state: HandOverState) => handovers.filter((one) => one.state === state).length;
  const counted = inState("counted");
  const failed = inState("failed");
  const unconfirmed = inState("unconfirmed");

  if (inState("handing_over") > 0) {
    return practice
      ? m.handover_handing_over_samples({ count })
      : m.handover_handing_over({ count, enterprise: enterpriseInSentence(enterprise) });
  }
  if (failed > 0 && unconfirmed > 0) {
    return m.handover_failed_and_unconfirmed({ count, failed, unconfirmed });
  }
  if (failed > 0) return m.handover_failed_of({ count, failed });
  if (unconfirmed > 0) return m.handover_unconfirmed_of({ count, unconfirmed });
  if (counted < count && handovers.every(({ state }) => !isWatched(state))) {
    return m.handover_ended_of({ count, counted });
  }
  return m.handover_counted_of({ count, counted });
}
