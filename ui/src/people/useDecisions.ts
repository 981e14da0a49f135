import { useState } from "react";
import { useAnswer } from "../backend/queries";
import type { Decision } from "../generated/desk";

/** The decisions that stand, and those that were taken back here a moment ago, each in its place. */
export type Decisions = {
  decisions: Decision[];
  isUndone: (decision: Decision) => boolean;
  onUndone: (decision: Decision, undone: boolean) => void;
};

/** Remembers what is taken back for as long as the list is looked at, so that it can be made to stand again. */
export function useDecisions(): Decisions {
  const standing = useAnswer("decisions", {}).data ?? [];
  const [undone, setUndone] = useState<readonly Decision[]>([]);
  const ids = new Set(standing.map(({ id }) => id));
  const taken = undone.filter(({ id }) => !ids.has(id));
  return {
    decisions: [...standing, ...taken].toSorted((one, other) => one.at.localeCompare(other.at)),
    isUndone: ({ id }) => !ids.has(id),
    onUndone: (decision, isUndone) =>
      setUndone((before) => {
        const others = before.filter(({ id }) => id !== decision.id);
        return isUndone ? [...others, decision] : others;
      }),
  };
}
