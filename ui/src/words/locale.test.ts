import { expect, test } from "vitest";
import { resolveLanguage } from "./locale";

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
