import { useEffect, useRef } from "react";
import type { HandOver, HandOverState } from "../generated/desk";
import { announceAll, announceError } from "../parts/announcements";
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
    const changed = handovers.filter(({ id, state }) => {
      const last = before.get(id);
      return last !== undefined && last !== state;
    });
    const now = time(new Date().toISOString());
    const spoken = ({ file, state }: HandOver) =>
      m.handover_state_spoken({
        server: visible(file.server),
        state: stateName(state),
        time: now,
      });
    for (const handOver of changed.filter(({ state }) => state === "failed")) {
      announceError(spoken(handOver));
    }
    announceAll(changed.filter(({ state }) => state !== "failed").map(spoken));
  }, [handovers]);
}
