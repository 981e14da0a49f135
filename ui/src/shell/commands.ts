import { PLACES, type TopPlace } from "../place";

/** What a key asks of the window. */
export type Command =
  | { do: "go"; to: TopPlace }
  | { do: "add-files" }
  | { do: "primary" }
  | { do: "region"; step: 1 | -1 }
  | { do: "search" }
  | { do: "leave" }
  | { do: "back" }
  | { do: "copy" }
  | { do: "shortcuts" };

/** What of a key press matters. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** What a key press asks for; null where it is none of the window's keys. */
export function commandOf(
  press: KeyPress,
  where: { apple: boolean; typing: boolean },
): Command | null {
  const { key, altKey, shiftKey } = press;
  const main = where.apple ? press.metaKey : press.ctrlKey;
  const other = where.apple ? press.ctrlKey : press.metaKey;
  if (other) return null;
  if (main && !altKey) return withMainKey(key, shiftKey);
  if (main) return null;
  if (altKey) return key === "ArrowLeft" && !where.typing ? { do: "back" } : null;
  switch (key) {
    case "F6":
      return { do: "region", step: shiftKey ? -1 : 1 };
    case "Escape":
      return where.typing ? null : { do: "leave" };
    case "/":
      return where.typing ? null : { do: "search" };
    case "?":
      return where.typing ? null : { do: "shortcuts" };
    default:
      return null;
  }
}

function withMainKey(key: string, shift: boolean): Command | null {
  if (shift) return null;
  const place = PLACES[Number(key) - 1];
  if (place !== undefined) return { do: "go", to: place };
  switch (key.toLowerCase()) {
    case "o":
      return { do: "add-files" };
    case "enter":
      return { do: "primary" };
    case "f":
      return { do: "search" };
    case "c":
      return { do: "copy" };
    default:
      return null;
  }
}
