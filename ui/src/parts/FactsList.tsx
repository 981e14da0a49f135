import { Fragment, type ReactNode } from "react";
import styles from "./FactsList.module.css";

/** A name and its value. */
export type Fact = { name: string; value: ReactNode; strong?: boolean };

type FactsListProps = {
  facts: Fact[];
  /** Sets the values right in tabular numerals. */
  figures?: boolean;
  /** Sets each value below its name, as in a column too narrow for both. */
  stacked?: boolean;
};

/** Facts in two columns, else one below the other. */
export function FactsList({ facts, figures = false, stacked = false }: FactsListProps) {
  return (
    <dl
      className={[styles.facts, figures && styles.figures, stacked && styles.stacked]
        .filter(Boolean)
        .join(" ")}
    >
      {facts.map(({ name, value, strong }) => (
        <Fragment key={name}>
          <dt className={strong ? styles.strong : styles.name}>{name}</dt>
          <dd className={strong ? `${styles.value} ${styles.strong}` : styles.value}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
