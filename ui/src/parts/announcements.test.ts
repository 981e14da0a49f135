import { afterEach, beforeEach, expect, test, vi } from "vitest";

let announce: typeof import("./announcements").announce;
let announceAll: typeof import("./announcements").announceAll;
let polite: typeof import("./announcements").polite;

// When the last message was read is kept by the module; each test begins with one that has read nothing.
beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  ({ announce, announceAll, polite } = await import("./announcements"));
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

test("the first message is read at once, and the last one of those that follow after five seconds", () => {
  announce("github.hoshino.example: received, 10:04");
  expect(polite.get().text).toBe("github.hoshino.example: received, 10:04");
  announce("25 %");
  announce("50 %");
  expect(polite.get().text, "nothing interrupts what is being read").toBe(
    "github.hoshino.example: received, 10:04",
  );
  vi.advanceTimersByTime(5000);
  expect(polite.get().text, "only how things stand now is read").toBe("50 %");
});

test("a message that comes again is read again", () => {
  announce("Copied");
  const { turn } = polite.get();
  vi.advanceTimersByTime(5001);
  announce("Copied");
  expect(polite.get().turn).toBeGreaterThan(turn);
});

test("sentences that come together are read as one message", () => {
  announceAll(["a.example: received, 10:04", "b.example: counted, 10:04"]);
  expect(polite.get().text).toBe("a.example: received, 10:04; b.example: counted, 10:04");
  const { turn } = polite.get();
  announceAll([]);
  vi.advanceTimersByTime(5001);
  expect(polite.get().turn, "nothing is not read").toBe(turn);
});
