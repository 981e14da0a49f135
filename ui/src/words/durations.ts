import { m } from "../paraglide/messages.js";

/** A time span in the two largest units that say something: "40 s", "15 min", "2 h 13 min". Never negative. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return m.handover_seconds({ count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return m.handover_minutes({ count: minutes });
  return m.handover_hours({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
