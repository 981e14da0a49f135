import type { ReactNode } from "react";
import styles from "./Page.module.css";

/** The bar at the foot of a task: a notice at the left, the task's actions at the right, the primary one last. */
export function TaskBar(props: { label: string; notice?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.bar} aria-label={props.label} data-region="bar" tabIndex={-1}>
      <div className={styles.barNotice}>{props.notice}</div>
      <div className={styles.barActions}>{props.children}</div>
    </section>
  );
}
