import type { ReactNode } from "react";
import styles from "./Strip.module.css";

/** One figure of a strip. */
export type StripCell = {
  name: string;
  value: ReactNode;
  /** Beside the value, such as "+2,316". */
  change?: ReactNode;
  /** A figure is set bold; words such as "not known" are not. */
  figure?: boolean;
};

type StripProps = {
  cells: StripCell[];
  /** In narrow windows, two by two instead of as many as fit. */
  pairs?: boolean;
};

/** Figures side by side, each with its name above. */
export function Strip({ cells, pairs = false }: StripProps) {
  return (
    <div className={styles.frame}>
      <dl className={pairs ? `${styles.strip} ${styles.pairs}` : styles.strip}>
        {cells.map(({ name, value, change, figure = false }) => (
          <div key={name} className={styles.cell}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>
              <span className={figure ? styles.figure : undefined}>{value}</span>
              {change !== undefined && <span className={styles.change}>{change}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
