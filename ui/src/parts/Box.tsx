import { useId, type ReactNode } from "react";
import styles from "./Box.module.css";

type BoxProps = {
  /** The h2. */
  title: ReactNode;
  /** An octicon before the title. */
  icon?: ReactNode;
  /** Labels that stand beside the title. */
  labels?: ReactNode;
  /** A muted fact at the right of the header. */
  fact?: ReactNode;
  /** At the right end of the header. */
  actions?: ReactNode;
  /** `padded` for prose and figures; `rows` for children with rules between them, which pad themselves. */
  body?: "padded" | "rows";
  children: ReactNode;
};

/** A bordered group with a heading of its own. */
export function Box(props: BoxProps) {
  const headingId = useId();
  return (
    <section className={styles.box} aria-labelledby={headingId}>
      <div className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title} id={headingId}>
            {props.icon}
            {props.title}
          </h2>
          {props.labels}
        </div>
        {props.fact !== undefined && <span className={styles.fact}>{props.fact}</span>}
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </div>
      <div className={props.body === "rows" ? styles.rows : styles.padded}>{props.children}</div>
    </section>
  );
}

/** The same frame around content with rules between its parts, which has its heading inside; `labelledBy` is that one's id. */
export function Frame({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    <section className={styles.box} aria-labelledby={labelledBy}>
      <div className={styles.rows}>{children}</div>
    </section>
  );
}
