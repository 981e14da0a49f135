import { expect, test } from "vitest";
import { clampTop, rowAfter, thumbOf, topOfThumb, topShowing } from "./scrolling";

const MILLION = 1_000_000;

test("Home and End reach the first and the last of a million", () => {
  expect(rowAfter("End", 5, MILLION, 17)).toBe(999_999);
  expect(rowAfter("Home", 999_999, MILLION, 17)).toBe(0);
  expect(rowAfter("PageDown", 999_990, MILLION, 17)).toBe(999_999);
  expect(rowAfter("ArrowUp", 0, MILLION, 17)).toBe(0);
  expect(rowAfter("a", 0, MILLION, 17)).toBeNull();
});

test("the last row can be scrolled to, and no further", () => {
  expect(topShowing(999_999, 0, MILLION, 17.5)).toBe(MILLION - 17.5);
  expect(clampTop(2_000_000, MILLION, 17.5)).toBe(MILLION - 17.5);
  expect(clampTop(-3, MILLION, 17.5)).toBe(0);
});

test("a row in view moves nothing", () => {
  expect(topShowing(10, 5, MILLION, 17)).toBe(5);
});

test("the thumb is long enough to be taken, reaches both ends, and comes back to where it was", () => {
  expect(thumbOf(0, MILLION, 17, 600)).toEqual({ offset: 0, length: 24 });
  const end = thumbOf(MILLION - 17, MILLION, 17, 600);
  expect(end?.offset).toBe(576);
  expect(topOfThumb(576, MILLION, 17, 600)).toBe(MILLION - 17);
  expect(thumbOf(0, 10, 17, 600), "everything is in view").toBeNull();
});
