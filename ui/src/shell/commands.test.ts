import { describe, expect, test } from "vitest";
import { commandOf, type KeyPress } from "./commands";

const HERE = { apple: false, typing: false };

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("on Linux and Windows", () => {
  test.each([
    [press("1", { ctrlKey: true }), { do: "go", to: "overview" }],
    [press("2", { ctrlKey: true }), { do: "go", to: "servers" }],
    [press("5", { ctrlKey: true }), { do: "go", to: "settings" }],
    [press("o", { ctrlKey: true }), { do: "add-files" }],
    [press("Enter", { ctrlKey: true }), { do: "primary" }],
    [press("f", { ctrlKey: true }), { do: "search" }],
    [press("c", { ctrlKey: true }), { do: "copy" }],
    [press("F6"), { do: "region", step: 1 }],
    [press("F6", { shiftKey: true }), { do: "region", step: -1 }],
    [press("/"), { do: "search" }],
    [press("Escape"), { do: "leave" }],
    [press("ArrowLeft", { altKey: true }), { do: "back" }],
    [press("?", { shiftKey: true }), { do: "shortcuts" }],
  ])("%o asks for %o", (key, command) => {
    expect(commandOf(key, HERE)).toEqual(command);
  });

  test("no place stands behind 6 while there are five", () => {
    expect(commandOf(press("6", { ctrlKey: true }), HERE)).toBeNull();
  });

  test("the Windows key is the system's", () => {
    expect(commandOf(press("o", { metaKey: true }), HERE)).toBeNull();
  });

  test("Ctrl Alt is left alone, since it writes letters on some keyboards", () => {
    expect(commandOf(press("o", { ctrlKey: true, altKey: true }), HERE)).toBeNull();
  });
});

describe("on a Mac", () => {
  const mac = { apple: true, typing: false };

  test("⌘ is the main key", () => {
    expect(commandOf(press("o", { metaKey: true }), mac)).toEqual({ do: "add-files" });
  });

  test("Ctrl is not", () => {
    expect(commandOf(press("o", { ctrlKey: true }), mac)).toBeNull();
  });
});

describe("while typing", () => {
  const typing = { apple: false, typing: true };

  test.each(["/", "?", "a"])("%s is a letter", (key) => {
    expect(commandOf(press(key), typing)).toBeNull();
  });

  test("Esc leaves no task, and with it what was typed", () => {
    expect(commandOf(press("Escape"), typing)).toBeNull();
  });

  test("Alt ← moves in the text", () => {
    expect(commandOf(press("ArrowLeft", { altKey: true }), typing)).toBeNull();
  });

  test("Ctrl Enter still does the primary action", () => {
    expect(commandOf(press("Enter", { ctrlKey: true }), typing)).toEqual({ do: "primary" });
  });
});
