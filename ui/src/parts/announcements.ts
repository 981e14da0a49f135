import { m } from "../paraglide/messages.js";
import { Store } from "../store";

/** Readers get at most one polite message in this time; the last one wins, since it says how things stand. */
const PAUSE_MS = 5000;

/** What is read aloud: politely in its turn, assertively at once. A repeated text is read again as `turn` differs. */
export type Announcement = { text: string; turn: number };

export const polite = new Store<Announcement>({ text: "", turn: 0 });
export const assertive = new Store<Announcement>({ text: "", turn: 0 });

let lastSpoken = -Infinity;
let waiting: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Has a whole sentence read aloud when the reader is free. */
export function announce(text: string): void {
  const wait = lastSpoken + PAUSE_MS - performance.now();
  if (wait <= 0 && waiting === null) {
    speakNow(text);
    return;
  }
  waiting = text;
  timer ??= setTimeout(speakWaiting, Math.max(wait, 0));
}

/** Has several sentences that came together read aloud as one message, so that none takes the place of another. */
export function announceAll(texts: string[]): void {
  if (texts.length > 0) announce(texts.join(m.parts_spoken_separator()));
}

/** Has an error read aloud at once. */
export function announceError(text: string): void {
  assertive.set({ text, turn: assertive.get().turn + 1 });
}

function speakWaiting(): void {
  timer = undefined;
  if (waiting !== null) speakNow(waiting);
  waiting = null;
}

function speakNow(text: string): void {
  lastSpoken = performance.now();
  polite.set({ text, turn: polite.get().turn + 1 });
}
