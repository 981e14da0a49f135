import { currentLocale } from "./locale";

/** Times are written in the zone of this computer unless another is asked for (tests do). */
type Zone = { timeZone?: string };

/** A date: "24 Nov 2026", 「2026年11月24日」. */
export function date(timestamp: string, zone: Zone = {}): string {
  const parts = partsOf(timestamp, zone);
  return currentLocale() === "ja"
    ? `${parts.year}年${parts.month}月${parts.day}日`
    : `${parts.day} ${parts.month} ${parts.year}`;
}

/** A month: "Nov 2026", 「2026年11月」. */
export function monthAndYear(timestamp: string, zone: Zone = {}): string {
  const parts = partsOf(timestamp, zone);
  return currentLocale() === "ja"
    ? `${parts.year}年${parts.month}月`
    : `${parts.month} ${parts.year}`;
}

/** A date and time: "24 Nov 2026, 09:52", 「2026年11月24日 09:52」. */
export function dateTime(timestamp: string, zone: Zone = {}): string {
  return joined(date(timestamp, zone), time(timestamp, zone));
}

/** A date and time with seconds, as evidence bears it. */
export function exactTime(timestamp: string, zone: Zone = {}): string {
  return joined(date(timestamp, zone), timeWithSeconds(timestamp, zone));
}

/** A time of day: "09:52". */
export function time(timestamp: string, zone: Zone = {}): string {
  const parts = partsOf(timestamp, zone);
  return `${parts.hour}:${parts.minute}`;
}

/** A time of day with seconds: "09:52:07". */
export function timeWithSeconds(timestamp: string, zone: Zone = {}): string {
  return `${time(timestamp, zone)}:${partsOf(timestamp, zone).second}`;
}

/** The short name of the zone that times are written in: "GMT+9", "JST". */
export function zoneName(timestamp: string, zone: Zone = {}): string {
  const format = new Intl.DateTimeFormat(currentLocale(), { ...zone, timeZoneName: "short" });
  const part = format
    .formatToParts(new Date(timestamp))
    .find(({ type }) => type === "timeZoneName");
  return part?.value ?? "";
}

/** Whether two moments fall on the same day here. */
export function sameDay(one: string, other: string, zone: Zone = {}): boolean {
  return date(one, zone) === date(other, zone);
}

function joined(day: string, timeOfDay: string): string {
  return currentLocale() === "ja" ? `${day} ${timeOfDay}` : `${day}, ${timeOfDay}`;
}

type Parts = Record<"year" | "month" | "day" | "hour" | "minute" | "second", string>;

/** British English would write "Sept"; the parts are put together here so that every month has three letters. */
function partsOf(timestamp: string, zone: Zone): Parts {
  const format = new Intl.DateTimeFormat("en-US", {
    ...zone,
    year: "numeric",
    month: currentLocale() === "ja" ? "numeric" : "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const parts: Parts = { year: "", month: "", day: "", hour: "", minute: "", second: "" };
  for (const { type, value } of format.formatToParts(new Date(timestamp))) {
    if (type in parts) parts[type as keyof Parts] = value;
  }
  return parts;
}
