import { useEffect } from "react";
import { useBackend } from "../backend/backend";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { currentPlace, goBack, goTo, parentOf } from "../place";
import { commandOf, type Command } from "./commands";
import { openDialog } from "./dialogs";
import { onApple } from "./platform";
import { focusRegion } from "./regions";

/** Where the search field of a place is marked. */
const SEARCH = "[data-search]";

/** Follows the window's own keys. A dialog or a menu has its keys to itself. */
export function useKeyboard(addFiles: () => void): void {
  const backend = useBackend();
  useEffect(() => {
    const follow = (command: Command): boolean => {
      switch (command.do) {
        case "go":
          goTo({ at: command.to });
          return true;
        case "add-files":
          addFiles();
          return true;
        case "primary":
          return press("main [data-primary-action]:not([aria-disabled])");
        case "region":
          focusRegion(command.step);
          return true;
        case "search":
          return search();
        case "leave":
          return leave();
        case "back":
          goBack();
          return true;
        case "copy":
          return copyFocused((text) => {
            void backend.copy(text).then(() => announce(m.parts_copied()));
          });
        case "shortcuts":
          openDialog("shortcuts");
          return true;
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || overlayOpen()) return;
      const command = commandOf(event, { apple: onApple(), typing: isTyping(event.target) });
      if (command !== null && follow(command)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [addFiles, backend]);
}

/** Whether a dialog or a menu lies above the place. */
function overlayOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")
  );
}

function press(selector: string): boolean {
  const button = document.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>(SEARCH);
  if (field === null) {
    goTo({ at: "history" });
    // The field is there once the place is drawn.
    requestAnimationFrame(() => document.querySelector<HTMLInputElement>(SEARCH)?.focus());
    return true;
  }
  field.focus();
  field.select();
  return true;
}

function leave(): boolean {
  const parent = parentOf(currentPlace());
  if (parent === null) return false;
  goTo(parent);
  return true;
}

/** Only where nothing is selected; a selection is copied as always. */
function copyFocused(copy: (text: string) => void): boolean {
  const text = document.activeElement?.closest<HTMLElement>("[data-copy]")?.dataset.copy;
  if (text === undefined || window.getSelection()?.isCollapsed === false) return false;
  copy(text);
  return true;
}
