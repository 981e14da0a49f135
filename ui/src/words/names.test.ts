import { describe, expect, test } from "vitest";
import { grouped, shortHash } from "./hashes";
import { splitForMiddle, visible } from "./names";

describe("a name from outside", () => {
  test("shows a newline instead of breaking the line", () => {
    expect(visible("a\nb.json")).toBe("a⟨U+000A⟩b.json");
  });

  test("shows the mark that would write its end backwards", () => {
    expect(visible("usage\u202enosj.exe")).toBe("usage⟨U+202E⟩nosj.exe");
  });

  test("keeps Japanese and accented letters as they are", () => {
    expect(visible("使用状況-é.json")).toBe("使用状況-é.json");
  });
});

describe("a name that is cut in its middle", () => {
  test("keeps its end", () => {
    expect(splitForMiddle("host-20261124-2b90d7f4.json", 13)).toEqual([
      "host-20261124-",
      "2b90d7f4.json",
    ]);
  });

  test("is not cut where it is short", () => {
    expect(splitForMiddle("a.json", 14)).toEqual(["", "a.json"]);
  });

  test("is not cut inside a letter of two code units", () => {
    expect(splitForMiddle("ab𠮷c", 2)).toEqual(["ab", "𠮷c"]);
  });
});

test("a hash is shown by 12 digits in groups of four, and whole where it is evidence", () => {
  const hash = "9f3a61c20b7e4d15";
  expect(shortHash(hash)).toBe("9f3a 61c2 0b7e");
  expect(grouped(hash)).toBe("9f3a 61c2 0b7e 4d15");
});
