import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CloudPartOwner, Failure, ReadCloudPart } from "../generated/desk";
import { speak } from "../words/locale";
import { doneWords, hasProblem, ownersWords, readingWords, unknownByReason } from "./words";

const WHOLE: ReadCloudPart = {
  part: "identities",
  read: 1,
  file: "file-1",
  unknown: [],
  differing: [],
  failure: null,
};
const DENIED: Failure = { code: "cloud", params: { failure: "forbidden" } };
const organization = (login: string): CloudPartOwner => ({ of: "organization", login });

describe.each([
  {
    locale: "en",
    reading: [
      "Asking for the identity providers…",
      "1,000 identities so far",
      "1,000 of 2,500 identities",
      "Asking for subscriptions…",
      "1 subscription so far",
      "100 of 250 subscriptions",
    ],
    owners: "the enterprise's own, all organizations, one, two, three, 2 more",
  },
  {
    locale: "ja",
    reading: [
      "ID プロバイダーを確認中…",
      "ID 1,000件まで取得",
      "ID 2,500件中1,000件",
      "サブスクリプションを確認中…",
      "サブスクリプション1件まで取得",
      "サブスクリプション250件中100件",
    ],
    owners: "エンタープライズ自体、すべての組織、one、two、three、ほか2件",
  },
] as const)("in $locale", ({ locale, reading, owners }) => {
  beforeEach(() => speak(locale));
  afterEach(() => speak("en"));

  test("how far a reading is", () => {
    const identities = { part: "identities" } as const;
    const subscriptions = { part: "subscriptions" } as const;
    expect(
      [
        { ...identities, read: 0, of: null },
        { ...identities, read: 1_000, of: null },
        { ...identities, read: 1_000, of: 2_500 },
        { ...subscriptions, read: 0, of: null },
        { ...subscriptions, read: 1, of: null },
        { ...subscriptions, read: 100, of: 250 },
      ].map(readingWords),
    ).toEqual(reading);
  });

  test("whose identities they are, the first few by name", () => {
    const many = ["one", "two", "three", "four", "five"].map(organization);
    expect(ownersWords([{ of: "enterprise" }, { of: "organizations" }, ...many])).toBe(owners);
  });
});

test("nothing to read is told from what may not be read", () => {
  expect(doneWords({ ...WHOLE, read: 0 })).toMatch(/no identities to read/);
  expect(doneWords({ ...WHOLE, read: 0, part: "subscriptions" })).toMatch(/has no Visual Studio/);
  const unknown = [{ of: organization("one"), failure: DENIED }];
  expect(doneWords({ ...WHOLE, read: 0, unknown }), "it is not known").toBeNull();
  expect(doneWords({ ...WHOLE, failure: DENIED })).toBeNull();
});

test("what stays unknown is told by its reason", () => {
  const scope: Failure = { code: "cloud", params: { failure: "missing_scope" } };
  const unknown = [
    { of: organization("one"), failure: DENIED },
    { of: organization("two"), failure: scope },
    { of: organization("three"), failure: DENIED },
  ];
  const reasons = unknownByReason({ ...WHOLE, unknown });
  expect(reasons.map(({ owners }) => owners.length)).toEqual([2, 1]);
  const read = { at: "", review: null };
  expect(hasProblem({ ...read, parts: [WHOLE] })).toBe(false);
  expect(hasProblem({ ...read, parts: [WHOLE, { ...WHOLE, unknown }] })).toBe(true);
});
