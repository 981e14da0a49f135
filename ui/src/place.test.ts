import { describe, expect, test } from "vitest";
import {
  currentPlace,
  goBack,
  goTo,
  parentOf,
  replacePlace,
  startAt,
  topOf,
  type Place,
} from "./place";

const REVIEW: Place = { at: "review", review: "r1" };
const HAND_OVER: Place = { at: "handover", review: "r1", files: [], again: false };
const RECEIPT: Place = { at: "receipt", number: "2026-0047" };

describe("going back", () => {
  test("leads to where the person came from", () => {
    goTo({ at: "history" });
    goTo(RECEIPT);
    goTo({ at: "settings" });
    goBack();
    expect(currentPlace()).toEqual(RECEIPT);
    goBack();
    expect(currentPlace()).toEqual({ at: "history" });
  });

  test("leads to the parent where the window opened in a task", () => {
    startAt(HAND_OVER);
    goBack();
    expect(currentPlace(), "the review stands above its hand-over").toEqual(REVIEW);
  });

  test("stays where nothing is above", () => {
    startAt({ at: "settings" });
    goBack();
    expect(currentPlace()).toEqual({ at: "settings" });
  });

  test("passes over a place that was replaced", () => {
    goTo(REVIEW);
    replacePlace(HAND_OVER);
    goBack();
    expect(currentPlace()).toEqual({ at: "overview" });
  });

  test("does not need two steps where the same place was chosen twice", () => {
    goTo(REVIEW);
    goTo({ at: "review", review: "r1" });
    goBack();
    expect(currentPlace()).toEqual({ at: "overview" });
  });

  test("forgets the places of another enterprise", () => {
    goTo(RECEIPT);
    startAt({ at: "history" });
    goBack();
    expect(currentPlace()).toEqual({ at: "history" });
  });
});

test("every place stands in one of the navigation, and under its parent", () => {
  expect(topOf(REVIEW)).toBe("overview");
  expect(topOf(HAND_OVER)).toBe("overview");
  expect(topOf(RECEIPT)).toBe("history");
  expect(parentOf(REVIEW)).toEqual({ at: "overview" });
  expect(parentOf(RECEIPT)).toEqual({ at: "history" });
});
