import { expect, test } from "vitest";
import { axisOf, placeLabels, placeOn, type Mark } from "./axis";

const mark = (id: string, value: number, side: Mark["side"] = "below"): Mark => ({
  id,
  value,
  side,
  figure: String(value),
  word: "consumed now",
});

test("an axis begins below the smallest value and ends above the largest, at rounded ones", () => {
  const { from, to } = axisOf([998_640, 1_010_000]);
  expect(from).toBeLessThan(998_640);
  expect(to).toBeGreaterThan(1_010_000);
  expect([from % 1000, to % 1000]).toEqual([0, 0]);
});

test("an axis of one value has room on both sides, and never begins below zero", () => {
  const { from, to } = axisOf([12]);
  expect(from).toBeLessThan(12);
  expect(to).toBeGreaterThan(12);
  expect(axisOf([0]).from).toBe(0);
});

test("labels that would touch stand on another line, and those of the other side do not matter", () => {
  const axis = { from: 0, to: 100 };
  const marks = [
    mark("low", 40),
    mark("consumed", 41),
    mark("high", 90),
    mark("documented", 41, "above"),
  ];
  const lines = new Map(placeLabels(marks, axis, 600).map(({ id, line }) => [id, line]));
  expect(lines.get("low")).toBe(0);
  expect(lines.get("consumed"), "it would touch").toBe(1);
  expect(lines.get("high")).toBe(0);
  expect(lines.get("documented")).toBe(0);
});

test("no label leaves the strip", () => {
  const axis = { from: 0, to: 100 };
  for (const { left, width } of placeLabels([mark("low", 0), mark("high", 100)], axis, 300)) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(300);
  }
  expect(placeOn(axis, 50, 300)).toBe(150);
});
