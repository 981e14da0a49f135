import type { FindingCounts as Counts } from "../generated/desk";
import type { Weight } from "../parts/FindingRow";
import { StateLabel, type State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { rowPrefix } from "./files";
import styles from "./Review.module.css";

/** How many findings of each kind stand in the review; each leads to the first of its kind. */
export function FindingCounts({ counts }: { counts: Counts }) {
  const kinds: { weight: Weight; state: State; count: number; words: string }[] = [
    {
      weight: "error",
      state: "failed",
      count: counts.unusable,
      words: m.review_unusable({ count: counts.unusable }),
    },
    {
      weight: "question",
      state: "attention",
      count: counts.questions,
      words: m.review_questions({ count: counts.questions }),
    },
    {
      weight: "warning",
      state: "attention",
      count: counts.warnings,
      words: m.review_warnings({ count: counts.warnings }),
    },
    {
      weight: "note",
      state: "note",
      count: counts.notes,
      words: m.review_notes({ count: counts.notes }),
    },
  ];
  return (
    <ul className={styles.counts} aria-label={m.review_counts()}>
      {kinds
        .filter(({ count }) => count > 0)
        .map(({ weight, state, words }) => (
          <li key={weight}>
            <button type="button" className={styles.count} onClick={() => leadTo(weight)}>
              <StateLabel state={state}>{words}</StateLabel>
            </button>
          </li>
        ))}
    </ul>
  );
}

function leadTo(weight: Weight): void {
  const row = document.querySelector<HTMLElement>(`[id^="${rowPrefix(weight)}"]`);
  row?.scrollIntoView({ block: "center" });
  row?.focus({ preventScroll: true });
}
