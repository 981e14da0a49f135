import { useEffect, useRef } from "react";
import type { FileBox } from "../generated/desk";
import { announce, announceError } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { isUnusable } from "./files";

/** Reads aloud that a file was read to its end, and at once where it cannot be used. */
export function useSpokenReading(files: FileBox[]): void {
  const reading = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ended = files.filter(({ id, state }) => state === "read" && reading.current.has(id));
    reading.current = new Set(files.filter(({ state }) => state === "reading").map(({ id }) => id));
    for (const file of ended) {
      const name = visible(file.entry.name);
      if (isUnusable(file)) announceError(m.review_read_unusable_spoken({ name }));
      else announce(m.review_read_spoken({ name }));
    }
  }, [files]);
}
