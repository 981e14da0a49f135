import { splitForMiddle, visible } from "../words/names";
import styles from "./MiddleEllipsis.module.css";

/**
 * A file name that is shortened in its middle where it does not fit: its end, with hash and extension, stays. The whole
 * name stands in the tooltip and is what is read aloud.
 */
export function MiddleEllipsis({ name, tail = 14 }: { name: string; tail?: number }) {
  const shown = visible(name);
  const [head, end] = splitForMiddle(shown, tail);
  return (
    <span className={styles.name} title={shown}>
      <span className={styles.spoken}>{shown}</span>
      <span className={styles.head} aria-hidden="true">
        {head}
      </span>
      <span className={styles.tail} aria-hidden="true">
        {end}
      </span>
    </span>
  );
}
