import type { HandOver, HandOverTask, Step } from "../generated/desk";
import { plain, type RichText } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import { exactTime, sameDay, timeWithSeconds } from "../words/dates";
import { duration } from "../words/durations";
import { count } from "../words/numbers";
import { choiceOf, numberOf, type Params } from "../words/params";

/** The words of a step: its title, what it says, and the answer it rests on. */

type Whose = { practice: string };

const whoseOf = ({ practice }: HandOverTask): Whose => ({ practice: practice ? "yes" : "no" });

/** The title of a step; a failed count is not called "Counted". */
export function stepTitle({ step, state }: Step, handOver: HandOver): string {
  switch (step) {
    case "handed_over":
      return handOver.state === "handing_over"
        ? m.handover_state_handing_over()
        : m.handover_state_handed_over();
    case "waiting":
      return m.handover_state_waiting();
    case "received":
      return m.handover_state_received();
    case "counted":
      return state === "failed" ? m.handover_state_failed() : m.handover_state_counted();
  }
}

/** What a step says happened, or what it waits for. */
export function stepSays(step: Step, handOver: HandOver, task: HandOverTask): string {
  const whose = whoseOf(task);
  switch (step.step) {
    case "handed_over":
      return handedOver(step, handOver, task);
    case "waiting":
      return step.state === "failed"
        ? failed(step, handOver, whose)
        : waiting(step, handOver, whose);
    case "received":
      if (step.state === "ahead") return m.handover_listed_ahead(whose);
      return listedOnlyByDate(step.params) ? m.handover_listed_by_date() : m.handover_listed(whose);
    case "counted":
      if (step.state === "failed") return failed(step, handOver, whose);
      return step.state === "done" ? m.handover_synced(whose) : syncedAhead(handOver);
  }
}

function handedOver({ state, params }: Step, handOver: HandOver, task: HandOverTask): string {
  if (state === "failed") return m.handover_transfer_failed();
  if (handOver.state === "handing_over") return m.handover_sending();
  const actor = choiceOf(params, "actor");
  switch (choiceOf(params, "route") || task.route) {
    case "page":
      return actor === "" ? m.handover_by_page_unknown() : m.handover_by_page({ actor });
    case "own_window":
      return actor === ""
        ? m.handover_by_own_window_unknown()
        : m.handover_by_own_window({ actor });
    default:
      return actor === "" ? m.handover_by_endpoint_unknown() : m.handover_by_endpoint({ actor });
  }
}

function waiting({ state }: Step, handOver: HandOver, whose: Whose): string {
  switch (state) {
    case "ahead":
      return m.handover_waiting_ahead();
    case "unconfirmed":
      return m.handover_not_listed(whose);
    case "current":
      return m.handover_waiting_now(whose);
    default: {
      const received = momentOf(handOver.steps.find(({ step }) => step === "received"));
      return received === null
        ? m.handover_waited_over()
        : m.handover_waited({ ...whose, time: timeWithSeconds(received) });
    }
  }
}

function failed(step: Step, handOver: HandOver, whose: Whose): string {
  return reasonOf(step, handOver) === ""
    ? m.handover_failed_silent()
    : m.handover_failed_says(whose);
}

/** What the last step waits for, by the cloud's clock where it told when the hand-over was. */
function syncedAhead({ steps }: HandOver): string {
  const handed = steps.find(({ step }) => step === "handed_over")?.cloud_at ?? null;
  return handed === null
    ? m.handover_synced_ahead()
    : m.handover_synced_ahead_of({ time: timeWithSeconds(handed) });
}

/** A sync date alone shows that something arrived, not that it was this file. */
function listedOnlyByDate(params: Params): boolean {
  return choiceOf(params, "upload_state") === "" && choiceOf(params, "sync_date") !== "";
}

function reasonOf(step: Step, handOver: HandOver): string {
  return choiceOf(step.params, "reason") || (handOver.reason ?? "");
}

/** A second line of what a step waits for. */
export function moreOf({ step, state }: Step, handOver: HandOver): string | null {
  if (step !== "counted" || (state !== "ahead" && state !== "current")) return null;
  const { accounts_expected: expected } = handOver;
  return expected === null ? null : m.handover_expected_accounts({ count: count(expected) });
}

/** The answer that a step rests on; null where there is none. */
export function evidenceOf(step: Step, handOver: HandOver): RichText | null {
  switch (step.step) {
    case "handed_over":
      return step.state === "failed" ? quoted(reasonOf(step, handOver)) : null;
    case "waiting":
      if (step.state === "failed") return quoted(reasonOf(step, handOver));
      return step.state === "current" || step.state === "unconfirmed" ? asked(handOver) : null;
    case "received":
      return listed(step, handOver);
    case "counted":
      return step.state === "failed" ? quoted(reasonOf(step, handOver)) : synced(step);
  }
}

function quoted(reason: string): RichText | null {
  return reason === "" ? null : plain(m.handover_quoted({ text: reason }));
}

function asked({ asked_times: times, asked_last: last }: HandOver): RichText | null {
  if (times === 0 || last === null) return null;
  return plain(m.handover_asked({ times, last: exactTime(last) }));
}

function listed({ state, params }: Step, handOver: HandOver): RichText | null {
  if (state === "ahead") return null;
  const facts: RichText[] = [];
  const uploadState = choiceOf(params, "upload_state");
  const uploadedAt = choiceOf(params, "upload_at");
  const syncedAt = choiceOf(params, "sync_date");
  if (uploadState !== "") {
    facts.push(
      isMoment(uploadedAt)
        ? m.handover_upload_at.parts({ state: uploadState, time: timeWithSeconds(uploadedAt) })
        : m.handover_upload.parts({ state: uploadState }),
    );
  } else if (isMoment(syncedAt)) {
    facts.push(m.handover_last_sync.parts({ date: exactTime(syncedAt) }));
  }
  const { accounts_held: held, accounts_expected: expected } = handOver;
  if (held !== null) {
    facts.push(
      expected === null
        ? m.handover_held.parts({ held: count(held) })
        : m.handover_held_of.parts({ held: count(held), expected: count(expected) }),
    );
  }
  const last = state === "unconfirmed" ? asked(handOver) : null;
  if (last !== null) facts.push(last);
  return facts.length === 0 ? null : dotted(facts);
}

function synced({ state, params }: Step): RichText | null {
  if (state !== "done") return null;
  const date = choiceOf(params, "sync_date");
  if (!isMoment(date)) return null;
  const facts: RichText[] = [m.handover_last_sync.parts({ date: exactTime(date) })];
  const matches = numberOf(params, "server_id_matches");
  if (matches === 1) facts.push(plain(m.handover_server_id_matches()));
  if (matches === 0) facts.push(plain(m.handover_server_id_unmatched()));
  return dotted(facts);
}

/** Facts on one line, with dots between them. */
function dotted(facts: RichText[]): RichText {
  return facts.flatMap((fact, index) => (index === 0 ? fact : [...plain(" · "), ...fact]));
}

function isMoment(text: string): boolean {
  return text !== "" && !Number.isNaN(Date.parse(text));
}

/** When a step was reached: by the cloud's clock where it told. */
function momentOf(step: Step | undefined): string | null {
  return step?.cloud_at ?? step?.at ?? null;
}

/** A time as a step shows it, and whose clock it is by. */
type StepTime = { shown: string; clock: string | undefined };

/** When a step was reached, or how long it took; null where it is not reached. */
export function stepTime(step: Step, handOver: HandOver, task: HandOverTask): StepTime | null {
  if (step.state === "ahead") return null;
  if (step.step === "waiting") return waitedFor(step, handOver);
  const moment = momentOf(step);
  if (moment === null) return null;
  const exact = exactTime(moment);
  const clock =
    step.cloud_at === null
      ? m.handover_local_clock({ time: exact })
      : m.handover_cloud_clock({ ...whoseOf(task), time: exact });
  // The first step bears the date; a later one bears it where it is another day.
  const first = momentOf(handOver.steps[0]);
  const otherDay = step.step === "handed_over" || first === null || !sameDay(first, moment);
  const shown = otherDay ? exact : timeWithSeconds(moment);
  const since = step.step === "received" && step.state === "current";
  return { shown: since ? m.handover_since({ time: shown }) : shown, clock };
}

/** From the hand-over to the first sign of it, or to the last time that was asked. */
function waitedFor(step: Step, handOver: HandOver): StepTime | null {
  const from = momentOf(handOver.steps.find((one) => one.step === "handed_over")) ?? step.at;
  const to =
    step.state === "done"
      ? momentOf(handOver.steps.find((one) => one.step === "received"))
      : handOver.asked_last;
  if (from === null || to === null) return null;
  return { shown: duration(Date.parse(to) - Date.parse(from)), clock: undefined };
}
