import type { ReactNode } from "react";
import styles from "./Figure.module.css";

/**
 * A figure that opens to its evidence; `meaning` names the button ("31,204 suspended, show accounts"). Without evidence
 * behind it, it is plain text and not underlined.
 */
export function Figure(
  props: { children: ReactNode } & (
    { onOpen: () => void; meaning: string } | { onOpen?: undefined }
  ),
) {
  if (props.onOpen === undefined) return <span className={styles.figure}>{props.children}</span>;
  return (
    <button
      type="button"
      className={`${styles.figure} ${styles.opens}`}
      aria-label={props.meaning}
      onClick={props.onOpen}
    >
      {props.children}
    </button>
  );
}
