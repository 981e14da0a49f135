import { expect, test } from "vitest";
import { followSystem, resolveLanguage, speakChosen } from "./locale";

test.each([
  ["system", "ja", "ja"],
  ["system", "ja-JP", "ja"],
  ["system", "en-GB", "en"],
  ["system", "de", "en"],
  ["system", "jam", "en"],
  ["english", "ja-JP", "en"],
  ["japanese", "en-US", "ja"],
] as const)("%s on a system in %s is %s", (chosen, system, locale) => {
  expect(resolveLanguage(chosen, system)).toBe(locale);
});

test("the system's language is spoken until another is chosen, and again when the system's is chosen", () => {
  followSystem("ja-JP");
  expect(document.documentElement.lang).toBe("ja");
  speakChosen("english");
  expect(document.documentElement.lang).toBe("en");
  speakChosen("system");
  expect(document.documentElement.lang).toBe("ja");
});
