import { afterEach, expect, test } from "vitest";
import type { Likeness, WorkAccount, Worklist } from "../generated/desk";
import { speak } from "./locale";
import { worklistMail } from "./worklist";

afterEach(() => speak("en"));

const onServer = (server: string, login: string | null): WorkAccount => ({
  key: `${server}:17`,
  server,
  login,
});
const inCloud: WorkAccount = { key: "cloud:mona", server: null, login: "mona" };

const WORKLIST: Worklist = {
  people: 4,
  saves: 2,
  items: [
    {
      rank: 1,
      likeness: "letter_case",
      account: onServer("ghes.example", "mona"),
      shows: "Mona@corp.example",
      other: inCloud,
      other_shows: "mona@corp.example",
      fix: "make_primary",
      fix_email: "mona@corp.example",
      fix_accounts: [onServer("ghes.example", "mona"), onServer("git.example", null)],
      saves: 1,
    },
    {
      rank: 2,
      likeness: "plus_tag_or_dots",
      account: onServer("ghes.example", "sato"),
      shows: "sato+git@corp.example",
      other: inCloud,
      other_shows: "sato@corp.example",
      fix: "verify_email",
      fix_email: "sato+git@corp.example",
      fix_accounts: [inCloud],
      saves: 1,
    },
  ],
};

test("the mail says who, why, what to do on which account, and what it saves", () => {
  speak("en");
  const { subject, text } = worklistMail(WORKLIST);
  expect(subject).toBe("License usage: 4 people are probably counted twice");
  expect(text).toContain(
    [
      "1. mona on ghes.example (Mona@corp.example) and mona on GitHub Enterprise Cloud (mona@corp.example): the same email but for letter case",
      "   mona on ghes.example: make mona@corp.example the primary email under Settings > Emails, or where that server takes its emails from (SAML, LDAP, SCIM).",
      "   git.example:17: make mona@corp.example the primary email under Settings > Emails, or where that server takes its emails from (SAML, LDAP, SCIM).",
      "   Saves 1 license.",
      "",
      "2. sato on ghes.example",
    ].join("\n"),
  );
  expect(text).toContain("   mona on GitHub Enterprise Cloud: add sato+git@corp.example");
  expect(text).toContain("All done, 2 licenses are free after the next sync.");
  expect(text.endsWith("change nothing.\n")).toBe(true);
});

test("the mail is written in Japanese, too", () => {
  speak("ja");
  const { subject, text } = worklistMail(WORKLIST);
  expect(subject).toBe("ライセンスの使用状況: 4人が二重にカウントされている可能性があります");
  expect(text).toContain(
    "1. ghes.exampleのmona(Mona@corp.example)とGitHub Enterprise Cloudのmona(mona@corp.example): 大文字と小文字だけが異なるメール アドレス\n",
  );
  expect(text).toContain("   節約できるライセンス: 1件\n");
});

test("one person and one license have a singular", () => {
  speak("en");
  const { subject, text } = worklistMail({ items: [], people: 1, saves: 1 });
  expect(subject).toContain("1 person is");
  expect(text).toContain("1 license is free");
});

test("every likeness has words of its own in both languages", () => {
  const likenesses: Likeness[] = [
    "letter_case",
    "secondary_email",
    "width_or_idn",
    "plus_tag_or_dots",
    "sibling_domain",
    "renamed_domain",
    "typo",
    "same_login",
  ];
  for (const locale of ["en", "ja"] as const) {
    speak(locale);
    const mails = likenesses.map((likeness) => {
      const item = WORKLIST.items[0];
      if (item === undefined) throw new Error("the worklist has an item");
      return worklistMail({ ...WORKLIST, items: [{ ...item, likeness }] }).text;
    });
    expect(new Set(mails).size).toBe(likenesses.length);
    expect(mails.join()).not.toContain("undefined");
  }
});
