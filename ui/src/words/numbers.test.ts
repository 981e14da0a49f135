import { describe, expect, test } from "vitest";
import { change, count, size } from "./numbers";

test("a count has separators", () => {
  expect(count(1_004_218)).toBe("1,004,218");
});

describe("a change", () => {
  test("writes plus", () => expect(change(2316)).toBe("+2,316"));

  test("writes minus as U+2212", () => expect(change(-411)).toBe("\u2212411"));

  test("writes none as ±0, never as +0", () => expect(change(0)).toBe("±0"));
});

describe("a size", () => {
  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [61_402_118, "61.4 MB"],
    [2_700_000_000, "2.7 GB"],
    [812_000_000, "812 MB"],
    [4_294_967_296, "4.3 GB"],
  ])("of %d bytes reads %s", (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });

  test("never reads 1000 of a unit: 999,960 bytes are 1.0 MB", () => {
    expect(size(999_960)).toBe("1.0 MB");
  });

  test("has one decimal only under 100, so that figures keep their width: 99.96 MB reads 100 MB", () => {
    expect(size(99_960_000)).toBe("100 MB");
  });
});
