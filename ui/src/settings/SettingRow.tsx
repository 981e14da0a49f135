import type { ReactNode } from "react";
import styles from "./Settings.module.css";

/** Settings that belong together. */
export function SettingGroup({ children }: { children: ReactNode }) {
  return <div className={styles.group}>{children}</div>;
}

type SettingRowProps = {
  title: string;
  /** So that a control can be named by the title. */
  titleId?: string;
  words: ReactNode;
  /** So that a control can be described by the words. */
  wordsId?: string;
  /** The control. */
  children: ReactNode;
};

/** A setting: what it is and does, and its control at the right. */
export function SettingRow({ title, titleId, words, wordsId, children }: SettingRowProps) {
  return (
    <section className={styles.row} aria-label={title}>
      <div className={styles.text}>
        <h2 className={styles.title} id={titleId}>
          {title}
        </h2>
        <p className={styles.words} id={wordsId}>
          {words}
        </p>
      </div>
      <div className={styles.control}>{children}</div>
    </section>
  );
}
