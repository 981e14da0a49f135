import { expect, test } from "vitest";
import type { ExportLine } from "../generated/desk";
import { monthMarks, pointsOf } from "./overTime";

const line = (at: string, accounts: number | null): ExportLine => ({
  at,
  accounts,
  people: null,
  change: null,
  sha256: "00",
  review: "review-1",
  state: null,
});

test("exports stand in time, the oldest first, and one that tells nothing is left out", () => {
  const points = pointsOf([
    line("2026-11-01T00:00:00Z", 30),
    line("2026-10-01T00:00:00Z", null),
    line("2026-09-01T00:00:00Z", 10),
  ]);
  expect(points.map(({ accounts, along, up }) => [accounts, along, up])).toEqual([
    [10, 0, 0],
    [30, 1, 1],
  ]);
});

test("a count that never changes is a level line, and times are to scale", () => {
  const points = pointsOf([
    line("2026-01-11T00:00:00Z", 5),
    line("2026-01-02T00:00:00Z", 5),
    line("2026-01-01T00:00:00Z", 5),
  ]);
  expect(points.map(({ along, up }) => [along, up])).toEqual([
    [0, 0.5],
    [0.1, 0.5],
    [1, 0.5],
  ]);
});

test("months are written once, and only as many as do not touch", () => {
  const points = pointsOf(
    ["2026-12-01", "2026-07-01", "2026-02-20", "2026-01-20", "2026-01-01"].map((day) =>
      line(`${day}T00:00:00Z`, 1),
    ),
  );
  const marks = monthMarks(points, 600).map(({ at }) => at.slice(0, 7));
  expect(marks).toEqual(["2026-01", "2026-02", "2026-07", "2026-12"]);
  expect(monthMarks(points, 100).length).toBe(2);
});
