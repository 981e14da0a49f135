import type { ReactNode } from "react";
import styles from "./Figure.module.css";

type FigureProps = {
  /** Names the button: "31,204 suspended, show accounts". */
  meaning: string;
  onOpen: () => void;
  /** Its digits are not compared by column, as those of a date or of the one big number. */
  proportional?: boolean;
  children: ReactNode;
};

/** A figure that opens to its evidence, and is underlined for it. One without evidence is plain text. */
export function Figure({ meaning, onOpen, proportional = false, children }: FigureProps) {
  return (
    <button
      type="button"
      className={proportional ? styles.figure : `${styles.figure} ${styles.tabular}`}
      aria-label={meaning}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}
