import { Fragment, type ReactNode } from "react";
import styles from "./FactsList.module.css";

/** A name and its value. */
export type Fact = { name: string; value: ReactNode; strong?: boolean };

/** Facts in two columns; `figures` sets the values right in tabular numerals. */
export function FactsList({ facts, figures = false }: { facts: Fact[]; figures?: boolean }) {
  return (
    <dl className={figures ? `${styles.facts} ${styles.figures}` : styles.facts}>
      {facts.map(({ name, value, strong }) => (
        <Fragment key={name}>
          <dt className={strong ? styles.strong : styles.name}>{name}</dt>
          <dd className={strong ? `${styles.value} ${styles.strong}` : styles.value}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
