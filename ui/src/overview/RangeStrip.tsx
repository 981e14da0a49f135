import type { CSSProperties } from "react";
import { useWidth } from "../parts/useWidth";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";
import { axisOf, placeLabels, placeOn, type Mark, type PlacedLabel } from "./axis";
import styles from "./RangeStrip.module.css";

type RangeStripProps = {
  low: number;
  documented: number;
  high: number;
  /** The cloud's own count; null where it is not known, or counts other people. */
  consumed: number | null;
  purchased: number | null;
};

/** The number on one axis with its range, with what is consumed now and with what was purchased. */
export function RangeStrip(props: RangeStripProps) {
  const { low, documented, high, consumed, purchased } = props;
  const [strip, width] = useWidth<HTMLDivElement>();
  const marks = marksOf(props);
  const axis = axisOf([low, high, ...marks.map(({ value }) => value)]);
  const at = (value: number) => placeOn(axis, value, width ?? 0);
  const labels = width === null ? [] : placeLabels(marks, axis, width);
  const lines = (side: Mark["side"]) =>
    Math.max(
      side === "above" || marks.some((other) => other.side === side) ? 1 : 0,
      ...labels.filter((label) => label.side === side).map(({ line }) => line + 1),
    );
  const style = {
    "--above": `${lines("above") * LINE}px`,
    "--below": `${lines("below") * LINE}px`,
  } as CSSProperties;
  const over = purchased !== null && consumed !== null && purchased < consumed;
  return (
    <div
      ref={strip}
      className={styles.strip}
      style={style}
      role="img"
      aria-label={m.overview_strip_spoken({
        low: count(low),
        high: count(high),
        documented: count(documented),
      })}
    >
      <span className={styles.axis} />
      {width !== null && (
        <>
          <span
            className={styles.band}
            style={{ left: at(low), width: Math.max(2, at(high) - at(low)) }}
          />
          <span className={styles.documented} style={{ left: at(documented) }} />
          {purchased !== null && (
            <span
              className={over ? `${styles.purchased} ${styles.over}` : styles.purchased}
              style={{ left: at(purchased) }}
            />
          )}
          {consumed !== null && <span className={styles.consumed} style={{ left: at(consumed) }} />}
        </>
      )}
      {labels.map((label) => (
        <Label key={label.id} label={label} />
      ))}
    </div>
  );
}

/** Two lines of 16 px and a little room. */
const LINE = 36;

function Label({ label }: { label: PlacedLabel }) {
  const away = `${label.line * LINE}px`;
  return (
    <span
      className={label.side === "above" ? `${styles.label} ${styles.above}` : styles.label}
      style={{
        left: label.left,
        width: label.width,
        [label.side === "above" ? "bottom" : "top"]:
          label.side === "above"
            ? `calc(100% - var(--above) + ${away})`
            : `calc(100% - var(--below) + ${away})`,
      }}
    >
      <span className={styles.figure}>{label.figure}</span>
      <span className={styles.word}>{label.word}</span>
    </span>
  );
}

function marksOf({ low, documented, high, consumed, purchased }: RangeStripProps): Mark[] {
  const marks = [mark("documented", "above", documented, m.overview_documented())];
  if (low < high) {
    marks.push(mark("low", "below", low, m.overview_low()));
    marks.push(mark("high", "below", high, m.overview_high()));
  }
  if (consumed !== null) {
    marks.push(mark("consumed", "below", consumed, m.overview_consumed_now()));
  }
  if (purchased !== null) {
    marks.push(mark("purchased", "above", purchased, m.overview_purchased_tick()));
  }
  return marks;
}

function mark(id: string, side: Mark["side"], value: number, word: string): Mark {
  return { id, side, value, word, figure: count(value) };
}
