import type { Shell } from "../generated/desk";
import type { Place } from "../place";

export function HandOverPlace(_: { place: Place & { at: "handover" }; shell: Shell }) {
  return null;
}
