import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../generated/desk";
import { historyOf } from "../backend/fixture/history";
import { speak } from "../words/locale";
import { byDay } from "./days";
import { entryWords } from "./sentences";
import { NO_FILTER } from "./useHistory";

const ENTRY: HistoryEntry = {
  id: "1",
  at: "2026-11-24T01:00:00Z",
  actor: "y.kudo",
  what: "counted",
  server: "github.hoshino.example",
  params: {},
  link: null,
};

/** Everything that the desk writes, as its history names it. */
const WHATS = [
  "files_reviewed",
  "files_forgotten",
  "handed_over",
  "received",
  "counted",
  "failed",
  "unconfirmed",
  "cancelled",
  "stopped",
  "consumed_read",
  "question_answered",
  "decision_made",
  "decision_undone",
  "decisions_imported",
  "enterprise_added",
  "enterprise_removed",
  "side_changed",
];

describe.each(["en", "ja"] as const)("in %s", (locale) => {
  test.each(WHATS)("%s has a sentence of its own even without its values", (what) => {
    speak(locale);
    const { plain } = entryWords({ ...ENTRY, what });
    expect(plain, "the code alone stands only for what is not known").not.toBe(what);
    expect(plain).not.toContain("undefined");
    expect(plain).not.toContain("NaN");
  });
});

test("what a newer Seatbridge wrote is shown by its code instead of left out", () => {
  expect(entryWords({ ...ENTRY, what: "pack_opened" }).plain).toBe("pack_opened");
});

test("a count tells its change only where both numbers are known", () => {
  const known = { ...ENTRY, params: { before: 10, after: 12 } };
  expect(entryWords(known).plain).toBe("github.hoshino.example was counted, consumed 10 to 12");
  const half = { ...ENTRY, params: { after: 12 } };
  expect(entryWords(half).plain).toBe("github.hoshino.example was counted");
});

test("a host that would write backwards is made visible", () => {
  const { plain } = entryWords({ ...ENTRY, server: "git\u202ehub.example" });
  expect(plain).toContain("git⟨U+202E⟩hub.example");
});

test("entries are grouped by day without losing one or their order", () => {
  const { entries } = historyOf(NO_FILTER);
  const days = byDay(entries);
  expect(days.flatMap((day) => day.entries)).toEqual(entries);
  expect(new Set(days.map((day) => day.day)).size, "each day once").toBe(days.length);
});
