import { describe, expect, test } from "vitest";
import { grouped, shortHash } from "./hashes";
import { shortenedInMiddle, visible } from "./names";

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

/** Room for so many letters of one width. */
const room = (letters: number) => (text: string) => [...text].length <= letters;

describe("a name that is shortened in its middle", () => {
  test("keeps its end and as much of its beginning as fits", () => {
    const name = "git.plant-nagoya.example-20261124-2b90d7f4.json";
    expect(shortenedInMiddle(name, 13, room(24))).toBe("git.plant-…2b90d7f4.json");
  });

  test("stands whole where it fits", () => {
    expect(shortenedInMiddle("host-2b90d7f4.json", 13, room(18))).toBe("host-2b90d7f4.json");
  });

  test("keeps its end even where that alone does not fit", () => {
    expect(shortenedInMiddle("host-2b90d7f4.json", 13, room(5))).toBe("…2b90d7f4.json");
  });

  test("is not shortened where it is no longer than its end", () => {
    expect(shortenedInMiddle("a.json", 14, room(3))).toBe("a.json");
  });

  test("is not cut inside a letter of two code units", () => {
    expect(shortenedInMiddle("𠮷𠮷𠮷𠮷c", 1, room(3))).toBe("𠮷…c");
  });
});

test("a hash is shown by 12 digits in groups of four, and whole where it is evidence", () => {
  const hash = "9f3a61c20b7e4d15";
  expect(shortHash(hash)).toBe("9f3a 61c2 0b7e");
  expect(grouped(hash)).toBe("9f3a 61c2 0b7e 4d15");
});
