import { useState } from "react";
import type { Consumed, HandOverTask } from "../generated/desk";
import { ConsumedAnswer } from "../overview/ConsumedAnswer";
import { Figure } from "../parts/Figure";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { dateTime, sameDay, time } from "../words/dates";
import { change, count } from "../words/numbers";
import styles from "./HandOver.module.css";

/** The enterprise's count before and now, what is expected, and what was purchased. */
export function ConsumedStrip({ task }: { task: HandOverTask }) {
  const [shown, setShown] = useState(false);
  const { before, now, expected, handovers } = task;
  const purchased = now?.purchased ?? before?.purchased ?? null;
  const consumed = now?.consumed ?? before?.consumed ?? null;

  const reading = (
    name: string,
    nameAt: (at: { time: string }) => string,
    read: Consumed | null,
  ): StripCell => {
    if (read === null) return { name, value: m.parts_not_known() };
    const value = count(read.consumed);
    return {
      name: nameAt({ time: timeOf(read.at) }),
      value: (
        <Figure meaning={m.handover_evidence({ value })} onOpen={() => setShown(true)}>
          {value}
        </Figure>
      ),
      figure: true,
    };
  };
  const nowCell = reading(m.handover_consumed_now(), m.handover_consumed_now_at, now);
  if (now !== null && before !== null) nowCell.change = change(now.consumed - before.consumed);

  return (
    <section className={styles.strip} aria-label={m.handover_strip()}>
      <Strip
        cells={[
          reading(m.handover_consumed_before(), m.handover_consumed_before_at, before),
          nowCell,
          {
            name:
              handovers.length === 2
                ? m.handover_expected_both()
                : m.handover_expected({ count: handovers.length }),
            value: expected === null ? m.parts_not_known() : count(expected),
            figure: expected !== null,
          },
          {
            name: m.handover_purchased(),
            value: purchased === null ? m.parts_not_known() : count(purchased),
            change: leftOf(purchased, consumed),
            figure: purchased !== null,
          },
        ]}
      />
      {shown && <ConsumedAnswer onClose={() => setShown(false)} />}
    </section>
  );
}

function leftOf(purchased: number | null, consumed: number | null): string | undefined {
  if (purchased === null || consumed === null) return undefined;
  const left = purchased - consumed;
  return left < 0
    ? m.handover_over({ over: count(-left) })
    : m.handover_left({ left: count(left) });
}

/** The time of day for today, else with its date. */
function timeOf(at: string): string {
  return sameDay(at, new Date().toISOString()) ? time(at) : dateTime(at);
}
