import { ChevronDownIcon, ChevronUpIcon } from "@primer/octicons-react";
import type { KeyboardEvent } from "react";
import type { PeopleQuery } from "../generated/desk";
import { columnWords, orderAfter, sortOf, type Column } from "./columns";
import styles from "./PeopleGrid.module.css";

type Order = Pick<PeopleQuery, "sort" | "descending">;

type GridHeadProps = {
  columns: readonly Column[];
  tracks: string;
  order: Order;
  onOrder: (order: Order) => void;
  /** Gives the focus back to the rows. */
  onLeave: () => void;
};

/** The head of the grid: its columns are sort buttons. The arrows go through them, and down into the rows. */
export function GridHead({ columns, tracks, order, onOrder, onLeave }: GridHeadProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const place = buttons.findIndex((button) => button === event.target);
    const next =
      event.key === "ArrowRight" ? place + 1 : event.key === "ArrowLeft" ? place - 1 : null;
    if (event.key === "ArrowDown") onLeave();
    else if (next !== null) buttons[next]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons take the focus
    <div
      role="row"
      aria-rowindex={1}
      className={`${styles.row} ${styles.head}`}
      style={{ gridTemplateColumns: tracks }}
      onKeyDown={onKeyDown}
    >
      {columns.map((column) => {
        const sort = sortOf(column);
        const sorted = sort !== null && order.sort === sort;
        return (
          <span
            key={column}
            role="columnheader"
            className={styles.cell}
            aria-sort={sorted ? (order.descending ? "descending" : "ascending") : undefined}
          >
            {sort === null ? (
              columnWords(column)
            ) : (
              <button
                type="button"
                tabIndex={-1}
                className={styles.sort}
                onClick={() => onOrder(orderAfter(order, sort))}
              >
                {columnWords(column)}
                {sorted && (order.descending ? <ChevronDownIcon /> : <ChevronUpIcon />)}
              </button>
            )}
          </span>
        );
      })}
    </div>
  );
}
