import { Label } from "@primer/react";
import type { Change, Leaving } from "../generated/desk";
import { Box } from "../parts/Box";
import { ConsumedFigure } from "../parts/ConsumedFigure";
import { FactsList } from "../parts/FactsList";
import { ReadConsumed } from "../parts/ReadConsumed";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { change as changeWords, count } from "../words/numbers";
import styles from "./Review.module.css";

/** What a hand-over should change in the enterprise's count; what nobody can know is said so. */
export function ExpectedChange(props: {
  change: Change;
  leaving: Leaving;
  /** Whether there is an enterprise that can be asked. */
  connected: boolean;
}) {
  const { change, leaving, connected } = props;
  const { now, after, complete } = change;
  const purchased = now?.purchased ?? null;
  const left = after === null || purchased === null ? null : purchased - after;
  return (
    <Box
      title={m.review_change()}
      actions={
        <>
          {now === null && connected && <ReadConsumed />}
          {after !== null && (
            <Label>{complete ? m.review_change_complete() : m.review_change_at_least()}</Label>
          )}
        </>
      }
    >
      <FactsList
        figures
        facts={[
          {
            name: m.review_change_now(),
            value:
              now === null ? (
                m.parts_not_known()
              ) : (
                <ConsumedFigure which="consumed" value={now.consumed} />
              ),
          },
          {
            name: m.review_change_after(),
            value:
              after === null || complete
                ? known(after)
                : m.review_change_at_least_value({ value: count(after) }),
            strong: after !== null,
          },
          {
            name: m.review_change_purchased(),
            value:
              purchased === null ? (
                m.parts_not_known()
              ) : (
                <ConsumedFigure which="purchased" value={purchased} />
              ),
          },
          {
            name: m.review_change_left(),
            value: left === null || left >= 0 ? known(left) : changeWords(left),
          },
        ]}
      />
      <div className={styles.changeNotes}>
        <p>
          {now === null
            ? m.review_change_unread()
            : m.review_change_read({ when: dateTime(now.at) })}
        </p>
        {leaving.sealed && after === null && <p>{m.review_change_sealed()}</p>}
      </div>
    </Box>
  );
}

function known(value: number | null): string {
  return value === null ? m.parts_not_known() : count(value);
}
