import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Failure } from "../generated/desk";
import { speak } from "../words/locale";
import { SERVER_FILES, fileName, fileWords, serverFailureWords, stepWords } from "./reportWords";

const STEPS = [
  { file: "license", preparing: null, bytes: 0, of: null },
  { file: "all_users", preparing: 1_024, bytes: 0, of: null },
  { file: "all_users", preparing: null, bytes: 3_200_000, of: null },
  { file: "dormant_users", preparing: null, bytes: 3_200_000, of: 12_000_000 },
] as const;

const refused = (failure: string): Failure => ({ code: "cloud", params: { failure } });

describe.each([
  [
    "en",
    [
      "License of the server: asking the server…",
      "all_users.csv: the server is making it, 1,024 s so far",
      "all_users.csv: 3.2 MB",
      "dormant_users.csv: 3.2 MB of 12.0 MB",
    ],
  ],
  [
    "ja",
    [
      "サーバーのライセンス: サーバーに問い合わせ中…",
      "all_users.csv: サーバーが作成中(1,024秒経過)",
      "all_users.csv: 3.2 MB",
      "dormant_users.csv: 12.0 MB中3.2 MB",
    ],
  ],
] as const)("in %s", (locale, steps) => {
  beforeEach(() => speak(locale));
  afterEach(() => speak("en"));

  test("how far the reading of a server is", () => {
    expect(STEPS.map(stepWords)).toEqual(steps);
  });

  test("each file has words of its own", () => {
    expect(new Set(SERVER_FILES.map(fileWords)).size).toBe(5);
    expect(new Set(SERVER_FILES.map(fileName)).size).toBe(5);
  });

  test("what only the server's token changes is never looked for in Settings or at GitHub", () => {
    for (const failure of ["unauthorized", "missing_scope", "name_not_resolved", "redirected"]) {
      const { advice } = serverFailureWords(refused(failure));
      expect(advice, failure).not.toMatch(/Settings|GitHub|設定/);
    }
  });
});
