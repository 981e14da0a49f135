import { describe, expect, test } from "vitest";
import { date, dateTime, exactTime, sameDay, time } from "./dates";
import { speak } from "./locale";

const TOKYO = { timeZone: "Asia/Tokyo" };
const MOMENT = "2026-11-24T00:52:07Z";

describe("a moment in English", () => {
  test("is written day, month, year, then the time", () => {
    expect(dateTime(MOMENT, TOKYO)).toBe("24 Nov 2026, 09:52");
  });

  test("has seconds where it is evidence", () => {
    expect(exactTime(MOMENT, TOKYO)).toBe("24 Nov 2026, 09:52:07");
  });

  test("names September with three letters like every month", () => {
    expect(date("2026-09-05T00:00:00Z", TOKYO)).toBe("5 Sep 2026");
  });

  test("writes midnight as 00, never as 24", () => {
    expect(time("2026-11-23T15:00:00Z", TOKYO)).toBe("00:00");
  });
});

describe("a moment in Japanese", () => {
  test("is written year, month, day with a blank before the time only", () => {
    speak("ja");
    expect(dateTime(MOMENT, TOKYO)).toBe("2026年11月24日 09:52");
  });

  test("writes months without a leading zero", () => {
    speak("ja");
    expect(date("2026-03-02T00:00:00Z", TOKYO)).toBe("2026年3月2日");
  });
});

test("two moments are on one day by the clock here, not by UTC", () => {
  const evening = "2026-11-24T14:59:59Z";
  const midnight = "2026-11-24T15:00:00Z";
  expect(sameDay(evening, MOMENT, TOKYO), "both are the 24th in Tokyo").toBe(true);
  expect(sameDay(evening, midnight, TOKYO), "midnight in Tokyo parts them").toBe(false);
});
