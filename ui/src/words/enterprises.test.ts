import { expect, test } from "vitest";
import { enterpriseInSentence, enterpriseTitle } from "./enterprises";
import { speak } from "./locale";

test("a Latin name is set apart from Japanese words, a Japanese one is not", () => {
  speak("ja");
  expect(enterpriseInSentence("Hoshino Group")).toBe(" Hoshino Group ");
  expect(enterpriseInSentence("星野グループ")).toBe("星野グループ");
  expect(enterpriseInSentence("Practice enterprise"), "practice is called in Japanese").toBe(
    "練習用エンタープライズ",
  );
  expect(enterpriseTitle("Hoshino Group"), "by itself it has no blanks").toBe("Hoshino Group");
});

test("in English a name stands as it is", () => {
  expect(enterpriseInSentence("Hoshino Group")).toBe("Hoshino Group");
});
