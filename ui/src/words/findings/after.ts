import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { cloudFailureWords, isCloudFailure, type FailureWords } from "../cloud-failures";
import { failureWords, isFailureCode } from "../failures";
import { count } from "../numbers";
import { choiceOf, numberOf, textOf, type Params } from "../params";
import { whenOf, practiceOf, told, type Write } from "./write";

const failedAtCloud: Write = ({ params }, addressee) => ({
  title: m.findings_failed_at_cloud_title({ practice: practiceOf(addressee) }),
  happened:
    choiceOf(params, "reason") === ""
      ? null
      : m.findings_failed_at_cloud_happened({ reason: textOf(params, "reason") }),
  advice: m.findings_failed_at_cloud_advice(),
});

const unconfirmed: Write = ({ params }, addressee) => {
  const times = numberOf(params, "times") ?? 0;
  const practice = practiceOf(addressee);
  return {
    title: m.findings_unconfirmed_title(),
    happened:
      times === 0
        ? m.findings_unconfirmed_never({ practice })
        : m.findings_unconfirmed_happened({ practice, times, last: whenOf(params, "last") }),
    advice: m.findings_unconfirmed_advice({ route: addressee.route }),
  };
};

const notTaken: Write = ({ params }) => {
  const { happened, advice } = failureOnTheWay(params);
  return { title: m.findings_not_taken_title(), happened, advice };
};

/** The cloud's failure, or this computer's where the file never left. */
function failureOnTheWay(params: Params): FailureWords {
  const code = choiceOf(params, "failure");
  const own = !isCloudFailure(code) && isFailureCode(code);
  return own ? failureWords({ code, params }) : cloudFailureWords(params);
}

const arrivalUnknown: Write = ({ params }) => ({
  title: m.findings_arrival_unknown_title(),
  happened: m.findings_arrival_unknown_happened({ why: cloudFailureWords(params).happened }),
  advice: m.findings_arrival_unknown_advice(),
});

const cloudUnreadable: Write = ({ params }, addressee) => {
  const failure = cloudFailureWords(params);
  return {
    title: m.findings_cloud_unreadable_title({ practice: practiceOf(addressee) }),
    // What the window has no words for says no more than the title does.
    happened: isCloudFailure(choiceOf(params, "failure")) ? failure.happened : null,
    advice: failure.advice,
  };
};

const accountsDiffer: Write = ({ params }, addressee) => {
  const held = numberOf(params, "held") ?? 0;
  const expected = numberOf(params, "expected") ?? 0;
  const practice = practiceOf(addressee);
  const apart = Math.abs(held - expected);
  return {
    title:
      held < expected
        ? m.findings_accounts_differ_fewer({ practice, count: apart })
        : m.findings_accounts_differ_more({ practice, count: apart }),
    happened: m.findings_accounts_differ_happened({ held, expected }),
    advice: m.findings_accounts_differ_advice(),
  };
};

const heldAccountsDiffer: Write = ({ params }) => ({
  title: m.findings_held_accounts_differ_title(),
  happened: m.findings_held_accounts_differ_happened({
    missing: count(numberOf(params, "missing") ?? 0),
    unexpected: count(numberOf(params, "unexpected") ?? 0),
    differing: count(numberOf(params, "differing") ?? 0),
  }),
  advice: m.findings_held_accounts_differ_advice(),
});

const clockDiffers: Write = ({ params }, addressee) => ({
  title: null,
  happened: m.findings_clock_differs_happened({
    practice: practiceOf(addressee),
    seconds: numberOf(params, "seconds") ?? 0,
  }),
  advice: m.findings_clock_differs_advice(),
});

/** What came of a hand-over. */
export const AFTER = {
  failed_at_cloud: failedAtCloud,
  unconfirmed,
  not_taken: notTaken,
  arrival_unknown: arrivalUnknown,
  cloud_unreadable: cloudUnreadable,
  missing_scope: told(
    (params) => m.findings_missing_scope_happened({ scope: textOf(params, "scope") }),
    m.findings_missing_scope_advice,
  ),
  accounts_differ: accountsDiffer,
  file_shows_nothing: told(
    (params) => m.findings_file_shows_nothing_happened({ why: choiceOf(params, "why") }),
    m.findings_file_shows_nothing_advice,
  ),
  file_shows_arrival: told(
    (params) =>
      m.findings_file_shows_arrival_happened({
        newly: count(numberOf(params, "newly") ?? 0),
        gone: count(numberOf(params, "gone") ?? 0),
      }),
    m.findings_file_shows_arrival_advice,
  ),
  confirmed_by_file: told(
    () => m.findings_confirmed_by_file_happened(),
    m.findings_confirmed_by_file_advice,
  ),
  held_accounts_differ: heldAccountsDiffer,
  clock_differs: clockDiffers,
} satisfies Partial<Record<Code, Write>>;
