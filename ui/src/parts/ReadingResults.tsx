import type { ReactNode } from "react";
import { StateLabel } from "./StateLabel";
import styles from "./ReadingResults.module.css";

/** What the last reading over the network brought, row by row. */
export function ReadingResults({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className={styles.results} aria-label={heading}>
      <h2 className={styles.heading}>{heading}</h2>
      <div className={styles.rows}>{children}</div>
    </section>
  );
}

/** What was read, or was not asked for after what failed. */
export function ReadingResult(props: { state: "counted" | "ahead"; children: ReactNode }) {
  return (
    <div className={styles.done}>
      <StateLabel state={props.state}>{props.children}</StateLabel>
    </div>
  );
}
