import type { HistoryEntry } from "../generated/desk";
import { date } from "../words/dates";

/** The entries of one day, newest first. */
export type Day = { day: string; entries: HistoryEntry[] };

/** Groups entries, which come newest first, by the day on which they happened here. */
export function byDay(entries: HistoryEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = date(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
