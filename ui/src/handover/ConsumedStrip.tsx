import { useAnswer } from "../backend/queries";
import type { Consumed, ExpectedLicenses, HandOverTask } from "../generated/desk";
import { ConsumedFigure } from "../parts/ConsumedFigure";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { dateTime, sameDay, time } from "../words/dates";
import { change, count } from "../words/numbers";
import styles from "./HandOver.module.css";

/** The enterprise's count before and now, what is expected, and what was purchased. */
export function ConsumedStrip({ task }: { task: HandOverTask }) {
  const { before, now, handovers } = task;
  const expected = useAnswer("expected_count", { review: task.review }).data?.licenses ?? null;
  const last = now ?? before;
  const purchased = last?.purchased ?? null;
  const nowCell = readingCell(m.handover_consumed_now, m.handover_consumed_now_at, now, last);
  if (now !== null && before !== null) nowCell.change = change(now.consumed - before.consumed);

  return (
    <section className={styles.strip} aria-label={m.handover_strip()}>
      <Strip
        layout="pairs"
        cells={[
          readingCell(m.handover_consumed_before, m.handover_consumed_before_at, before, last),
          nowCell,
          {
            name:
              handovers.length === 2
                ? m.handover_expected_both()
                : m.handover_expected({ count: handovers.length }),
            value: expected === null ? m.parts_not_known() : expectedWords(expected),
            figure: expected !== null,
          },
          {
            name: m.handover_purchased(),
            value:
              purchased === null ? (
                m.parts_not_known()
              ) : (
                <ConsumedFigure which="purchased" value={purchased} />
              ),
            change: leftOf(purchased, last?.consumed ?? null),
            figure: purchased !== null,
          },
        ]}
      />
    </section>
  );
}

function expectedWords({ documented, complete }: ExpectedLicenses): string {
  const shown = count(documented);
  return complete ? shown : m.overview_at_least({ number: shown });
}

/** A reading of the count. Only the last one opens: of those before it the answer is not at hand here. */
function readingCell(
  name: () => string,
  nameAt: (at: { time: string }) => string,
  read: Consumed | null,
  last: Consumed | null,
): StripCell {
  if (read === null) return { name: name(), value: m.parts_not_known() };
  return {
    name: nameAt({ time: timeOf(read.at) }),
    value:
      read.at === last?.at ? (
        <ConsumedFigure which="consumed" value={read.consumed} />
      ) : (
        count(read.consumed)
      ),
    figure: true,
  };
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
