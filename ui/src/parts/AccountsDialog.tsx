import { Button } from "@primer/react";
import type { ReactNode } from "react";
import type { Pages } from "../backend/pages";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";
import { Answered } from "./Answered";
import { Dialog } from "./Dialog";
import styles from "./AccountsDialog.module.css";

type AccountsDialogProps<Row> = {
  /** Names the dialog, and the table for those who hear it. */
  title: string;
  pages: Pages<Row>;
  /** The heads of the columns. */
  columns: readonly string[];
  /** The cells of a row: of those in a row's head, a `th` with `scope="row"`. */
  cells: (row: Row) => ReactNode;
  /** What there is to know of all of them. */
  words?: string;
  /** What is said in the stead of a list that is no longer kept. */
  forgotten?: string;
  /** What stands there until the first page is known; a frame when left out. */
  reading?: ReactNode;
  /** Buttons beside the one for more rows. */
  actions?: ReactNode;
  onClose: () => void;
};

/** The accounts or people behind a figure, page by page. */
export function AccountsDialog<Row>(props: AccountsDialogProps<Row>) {
  const { title, pages, forgotten, reading, onClose } = props;
  const gone = forgotten !== undefined && pages.error?.failure.code === "not_found";
  const waits = pages.data === undefined && pages.error === null;
  return (
    <Dialog title={title} width="xlarge" onClose={onClose}>
      {gone ? (
        <p>{forgotten}</p>
      ) : waits && reading !== undefined ? (
        reading
      ) : (
        <Answered query={pages}>
          {({ rows, total }) => <Listed {...props} rows={rows} total={total} />}
        </Answered>
      )}
    </Dialog>
  );
}

function Listed<Row>(props: AccountsDialogProps<Row> & { rows: Row[]; total: number }) {
  const { title, pages, columns, cells, words, actions, rows, total } = props;
  return (
    <>
      {words !== undefined && <p className={styles.words}>{words}</p>}
      <p className={styles.words}>
        {m.parts_accounts_shown({ shown: count(rows.length), total: count(total) })}
      </p>
      {/* A table as wide as this one scrolls inside of its frame; whoever has no wheel does it with the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.frame} role="group" aria-label={title} tabIndex={0}>
        <table className={styles.table}>
          <caption className={styles.spoken}>{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Rows are only ever added behind the last one, and two of them may say the same.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>{cells(row)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.buttons}>
        {pages.hasMore && (
          <Button
            loading={pages.asking}
            loadingAnnouncement={m.parts_loading()}
            onClick={pages.askForMore}
          >
            {m.parts_accounts_more()}
          </Button>
        )}
        {actions}
      </div>
    </>
  );
}

/** A cell whose digits stand under those of the row above. */
export function FigureCell({ children }: { children: ReactNode }) {
  return <td className={styles.figure}>{children}</td>;
}

/** A line under another one in the same cell. */
export function LineBelow({ children }: { children: ReactNode }) {
  return <span className={styles.below}>{children}</span>;
}

/** The columns of accounts as a file lists them. */
export function accountColumns(): string[] {
  return [
    m.parts_accounts_login(),
    m.parts_accounts_id(),
    m.parts_accounts_email(),
    m.parts_accounts_role(),
    m.parts_accounts_place(),
  ];
}
