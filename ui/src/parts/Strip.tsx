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
  /** As many side by side as fit; in narrow windows two by two; or always in columns of one width, four of them and then two. */
  layout?: "fit" | "pairs" | "fours";
};

/** Figures side by side, each with its name above. */
export function Strip({ cells, layout = "fit" }: StripProps) {
  return (
    <div className={styles.frame}>
      <dl className={layout === "fit" ? styles.strip : `${styles.strip} ${styles[layout]}`}>
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
