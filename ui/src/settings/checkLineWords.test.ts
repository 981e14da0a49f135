import { afterEach, describe, expect, test } from "vitest";
import type { CheckLine, CheckState, CheckSubject } from "../generated/desk";
import { speak } from "../words/locale";
import { checkLineWords } from "./checkLineWords";

const SUBJECTS: CheckSubject[] = [
  "host",
  "tls",
  "proxy",
  "token",
  "scope",
  "api_version",
  "consumed_licenses",
  "owner",
  "rate",
  "clock",
];
const STATES: CheckState[] = ["fine", "warning", "failed", "unknown"];

/** What every line may tell; none needs more. */
const PARAMS: CheckLine["params"] = {
  seconds: 2,
  this_machine_is: "behind",
  failure: "forbidden",
  needed: "read:enterprise",
  asked: "2026-03-10",
  answered: "2026-03-10",
  resets_at: "2026-11-24T01:40:00Z",
};

afterEach(() => speak("en"));

describe.each(["en", "ja"] as const)("in %s", (locale) => {
  test.each(SUBJECTS)(
    "a check of the practice enterprise says nothing of GitHub: %s",
    (subject) => {
      speak(locale);
      for (const state of STATES) {
        const { says, follows } = checkLineWords({ subject, state, params: PARAMS }, true);
        expect(`${says} ${follows}`, state).not.toContain("GitHub");
      }
    },
  );
});

test("a clock that differs names whose clock is used", () => {
  const line: CheckLine = { subject: "clock", state: "warning", params: PARAMS };
  expect(checkLineWords(line, false)).toEqual({
    says: "This computer is 2 seconds behind GitHub",
    follows: "GitHub's clock is used",
  });
});

test("a connection names who issued the host's certificate, whether it holds or not", () => {
  const params = { kind: "tls", issuers: ["Inspection (Hoshino Group)", "Hoshino Root"] };
  expect(checkLineWords({ subject: "tls", state: "fine", params }, false)).toEqual({
    says: "Connection is encrypted",
    follows: "certificate issued by Inspection (Hoshino Group), Hoshino Root",
  });
  const failed = { ...params, added: "yes", failure: "certificate", problem: "expired" };
  expect(
    checkLineWords({ subject: "tls", state: "failed", params: failed }, false).follows,
  ).toMatch(/expired.* certificate issued by Inspection .*under Network$/);
});

test("an App's token is said to have permissions, and which one it lacks", () => {
  const fine: CheckLine = { subject: "scope", state: "fine", params: { token: "app" } };
  expect(checkLineWords(fine, false).says).toContain("permissions");
  const needed = ["enterprise_administration=read"];
  const params = { token: "app", failure: "missing_permission", needed };
  const lacks: CheckLine = { subject: "scope", state: "warning", params };
  expect(checkLineWords(lacks, false).says).toContain("enterprise_administration=read");
});
