import { Button } from "@primer/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useBackend, type BackendFailure } from "../backend/backend";
import type {
  AccountChange,
  ChangedAccount,
  ChangedPage,
  ComparedFiles,
  ListedAccount,
} from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { changeWord } from "./changes";
import styles from "./ChangedAccounts.module.css";

type ChangedAccountsProps = {
  host: string;
  files: ComparedFiles;
  change: AccountChange;
  onClose: () => void;
};

/** The accounts behind one figure of a comparison, page by page. */
export function ChangedAccounts({ host, files, change, onClose }: ChangedAccountsProps) {
  const query = usePages(files, change);
  const pages = query.data?.pages ?? [];
  const accounts = pages.flatMap((page) => page.accounts);
  const title = m.review_changes_title({ name: changeWord(change), host: visible(host) });
  return (
    <Dialog title={title} width="xlarge" onClose={onClose}>
      <Answered query={query}>
        {() => (
          <>
            <p className={styles.shown}>
              {m.review_changes_shown({
                shown: count(accounts.length),
                total: count(pages[0]?.total ?? 0),
              })}
            </p>
            <div className={styles.frame}>
              <table className={styles.table}>
                <caption className={styles.spoken}>{title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{m.review_changes_column_id()}</th>
                    <th scope="col">{m.review_changes_column_login()}</th>
                    <th scope="col">{m.review_changes_column_email()}</th>
                    <th scope="col">{m.review_changes_column_role()}</th>
                    <th scope="col">{m.review_changes_column_place()}</th>
                  </tr>
                </thead>
                <tbody>
                  {accounts.map((account) => (
                    <AccountRow key={keyOf(account)} account={account} />
                  ))}
                </tbody>
              </table>
            </div>
            {query.hasNextPage && (
              <Button
                loading={query.isFetchingNextPage}
                loadingAnnouncement={m.parts_loading()}
                onClick={() => void query.fetchNextPage()}
              >
                {m.review_changes_more()}
              </Button>
            )}
          </>
        )}
      </Answered>
    </Dialog>
  );
}

function usePages(files: ComparedFiles, change: AccountChange) {
  const backend = useBackend();
  return useInfiniteQuery<
    ChangedPage,
    BackendFailure,
    { pages: ChangedPage[] },
    [string, ComparedFiles, AccountChange],
    number
  >({
    queryKey: ["changed_accounts", files, change],
    queryFn: ({ pageParam }) =>
      backend.call("changed_accounts", { ...files, change, skip: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.accounts.length, 0);
      return last.accounts.length === 0 || shown >= last.total ? null : shown;
    },
  });
}

function AccountRow({ account }: { account: ChangedAccount }) {
  const { before, after } = account;
  const now = after ?? before;
  if (now === null) return null;
  return (
    <tr>
      <td className={styles.number}>{now.id ?? m.parts_not_known()}</td>
      <th scope="row" className={styles.login}>
        <Told before={before} after={after} of={({ login }) => login} />
      </th>
      <td>
        <Told before={before} after={after} of={({ email }) => email} />
      </td>
      <td>
        <Told before={before} after={after} of={({ role }) => role} />
      </td>
      <td className={styles.number}>{count(now.place)}</td>
    </tr>
  );
}

/** A value, and what it was before where that is another one. */
function Told(props: {
  before: ListedAccount | null;
  after: ListedAccount | null;
  of: (account: ListedAccount) => string | null;
}) {
  const { before, after, of } = props;
  const now = after ?? before;
  const value = now === null ? null : of(now);
  const earlier = before === null || after === null ? value : of(before);
  if (earlier === value) return value === null ? m.parts_not_known() : visible(value);
  return (
    <>
      {word(value)}
      <span className={styles.before}>{m.review_changes_before({ value: word(earlier) })}</span>
    </>
  );
}

function word(told: string | null): string {
  return told === null ? m.parts_none() : visible(told);
}

function keyOf({ before, after }: ChangedAccount): string {
  return `${before?.place ?? ""}-${after?.place ?? ""}`;
}
