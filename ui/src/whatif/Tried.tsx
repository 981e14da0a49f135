import type { TriedOut, TriedRange } from "../generated/desk";
import { Strip } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";
import styles from "./WhatIf.module.css";

/** The number and its range, before and after. */
export function Tried({ tried: { before, after }, busy }: { tried: TriedOut; busy: boolean }) {
  const saved = before.documented - after.documented;
  return (
    <div className={styles.tried} aria-busy={busy}>
      <Strip
        cells={[
          {
            name: m.whatif_number(),
            value: m.whatif_change({
              before: count(before.documented),
              after: count(after.documented),
            }),
            figure: true,
          },
          {
            name: saved < 0 ? m.whatif_more() : m.whatif_saved(),
            value: count(Math.abs(saved)),
            figure: true,
          },
          {
            name: m.whatif_range(),
            value: m.whatif_change({ before: rangeWords(before), after: rangeWords(after) }),
          },
        ]}
      />
    </div>
  );
}

function rangeWords({ low, high }: TriedRange): string {
  return m.whatif_range_of({ low: count(low), high: count(high) });
}
