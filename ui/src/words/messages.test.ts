import { describe, expect, test } from "vitest";

type Message = string | { declarations?: string[]; match: Record<string, string> }[];
type Messages = Record<string, Message>;

const files = import.meta.glob<Messages>("../../messages/*/*.json", {
  eager: true,
  import: "default",
});

function messagesOf(locale: string, name: string): Messages {
  const messages = files[`../../messages/${locale}/${name}.json`];
  if (messages === undefined) throw new Error(`messages/${locale}/${name}.json is missing`);
  return messages;
}

const names = Object.keys(files)
  .filter((path) => path.includes("/en/"))
  .map((path) => path.slice(path.lastIndexOf("/") + 1, -".json".length));

describe.each(names)("messages of %s", (name) => {
  const english = messagesOf("en", name);
  const japanese = messagesOf("ja", name);

  test("have the same keys in both languages", () => {
    expect(Object.keys(japanese).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  test("have keys that begin with the file's name", () => {
    const astray = Object.keys(english).filter((key) => !key.startsWith(`${name}_`));
    expect(astray).toEqual([]);
  });

  test("take the same values and marks in both languages", () => {
    const differing = Object.keys(english).filter(
      (key) =>
        !equal(inputsOf(japanese[key]), inputsOf(english[key])) ||
        !equal(marksOf(japanese[key]), marksOf(english[key])),
    );
    expect(differing).toEqual([]);
  });

  test("have no blank between Japanese letters and digits", () => {
    const blanks = Object.values(japanese).flatMap((message) =>
      textsOf(message).filter((text) => BLANK_AT_DIGITS.test(withDigits(message, text))),
    );
    expect(blanks).toEqual([]);
  });

  test("end without exclamation marks", () => {
    const loud = [english, japanese].flatMap((messages) =>
      Object.values(messages).flatMap((message) =>
        textsOf(message).filter((text) => /[!\uff01]/u.test(text)),
      ),
    );
    expect(loud).toEqual([]);
  });
});

/** Digits of a Latin word, such as "UTF-8", are no figures. */
const BLANK_AT_DIGITS =
  /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}] [0-9]|(?<![-A-Za-z0-9])[0-9]+ [\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u;

/** The text with a digit where a counted value will stand; other values can be names, which do take a blank. */
function withDigits(message: Message, text: string): string {
  if (typeof message === "string") return text;
  const counted = message
    .flatMap((variant) => variant.declarations ?? [])
    .flatMap((declaration) => /^local (\w+) = \w+: number$/.exec(declaration)?.[1] ?? []);
  return counted.reduce((filled, name) => filled.replaceAll(`{${name}}`, "8"), text);
}

function equal(one: string[], other: string[]): boolean {
  return one.join() === other.join();
}

function textsOf(message: Message | undefined): string[] {
  if (message === undefined) return [];
  return typeof message === "string"
    ? [message]
    : message.flatMap((variant) => Object.values(variant.match));
}

/** What a caller has to give: declared inputs, or what stands in braces where nothing is declared. */
function inputsOf(message: Message | undefined): string[] {
  if (Array.isArray(message)) {
    return message
      .flatMap((variant) => variant.declarations ?? [])
      .filter((declaration) => declaration.startsWith("input "))
      .map((declaration) => declaration.slice("input ".length))
      .toSorted();
  }
  return unique([...(message ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""));
}

function marksOf(message: Message | undefined): string[] {
  return unique(
    textsOf(message).flatMap((text) =>
      [...text.matchAll(/\{#(\w+)\}/g)].map(([, name]) => name ?? ""),
    ),
  );
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].toSorted();
}
