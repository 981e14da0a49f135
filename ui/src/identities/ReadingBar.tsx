import { ProgressBar } from "@primer/react";
import type { CloudPartReading } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { readingWords } from "./words";
import styles from "./Identities.module.css";

/** How far a reading is: in words, and as a bar as soon as it is known how many there are. */
export function ReadingBar({ reading }: { reading: CloudPartReading }) {
  const { read, of } = reading;
  const words = readingWords(reading);
  const percent = of === null || of === 0 ? 0 : Math.min(100, Math.floor((read / of) * 100));
  return (
    <span className={styles.going}>
      <span className={styles.soFar}>{words}</span>
      <ProgressBar
        className={styles.bar}
        bg="accent.emphasis"
        progress={percent}
        aria-label={m.identities_reading_label()}
        aria-valuetext={words}
      />
    </span>
  );
}
