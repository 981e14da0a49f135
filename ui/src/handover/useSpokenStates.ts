import { useEffect, useRef } from "react";
import type { HandOver, HandOverState } from "../generated/desk";
import { announce, announceError } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { time } from "../words/dates";
import { visible } from "../words/names";
import { stateName } from "./titles";

/** Reads aloud that a hand-over reached another state: "github.hoshino.example: received, 10:04". */
export function useSpokenStates(handovers: HandOver[]): void {
  const known = useRef<ReadonlyMap<string, HandOverState>>(new Map());
  useEffect(() => {
    const before = known.current;
    known.current = new Map(handovers.map(({ id, state }) => [id, state]));
    for (const { id, state, file } of handovers) {
      const last = before.get(id);
      if (last === undefined || last === state) continue;
      const text = m.handover_state_spoken({
        server: visible(file.server),
        state: stateName(state),
        time: time(new Date().toISOString()),
      });
      if (state === "failed") announceError(text);
      else announce(text);
    }
  }, [handovers]);
}
