import { useEffect, useRef } from "react";
import type { FileBox } from "../generated/desk";
import { announceAll, announceError } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { isUnusable } from "./files";

/** Reads aloud that a file was read to its end, and at once where it cannot be used. */
export function useSpokenReading(files: FileBox[]): void {
  const reading = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ended = files.filter(({ id, state }) => state === "read" && reading.current.has(id));
    reading.current = new Set(files.filter(({ state }) => state === "reading").map(({ id }) => id));
    const nameOf = (file: FileBox) => ({ name: visible(file.entry.name) });
    for (const file of ended.filter(isUnusable)) {
      announceError(m.review_read_unusable_spoken(nameOf(file)));
    }
    announceAll(
      ended.filter((file) => !isUnusable(file)).map((file) => m.review_read_spoken(nameOf(file))),
    );
  }, [files]);
}
