import { Button } from "@primer/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useBackend, type BackendFailure } from "../backend/backend";
import type { ConfirmedAccount, ConfirmedChange, ConfirmedPage } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { confirmedWord } from "./confirmed";
import styles from "./ConfirmedAccounts.module.css";

type ConfirmedAccountsProps = {
  /** The receipt's number. */
  number: string;
  change: ConfirmedChange;
  onClose: () => void;
};

/** Who stands behind one count of a receipt, page by page. They are kept apart from it, and may be forgotten. */
export function ConfirmedAccounts({ number, change, onClose }: ConfirmedAccountsProps) {
  const query = usePages(number, change);
  const pages = query.data?.pages ?? [];
  const accounts = pages.flatMap((page) => page.accounts);
  const title = m.receipt_confirmed_title({ name: confirmedWord(change), number });
  const forgotten = query.error?.failure.code === "not_found";
  return (
    <Dialog title={title} width="xlarge" onClose={onClose}>
      {forgotten ? (
        <p>{m.receipt_confirmed_forgotten()}</p>
      ) : (
        <Answered query={query}>
          {() => (
            <>
              <p className={styles.shown}>
                {m.receipt_confirmed_shown({
                  shown: count(accounts.length),
                  total: count(pages[0]?.total ?? 0),
                })}
              </p>
              <div className={styles.frame}>
                <table className={styles.table}>
                  <caption className={styles.spoken}>{title}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{m.receipt_confirmed_login()}</th>
                      <th scope="col">{m.receipt_confirmed_id()}</th>
                      <th scope="col">{m.receipt_confirmed_email()}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {accounts.map((account, index) => (
                      // Rows are only ever added behind the last one.
                      // oxlint-disable-next-line react/no-array-index-key
                      <AccountRow key={index} account={account} />
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
                  {m.receipt_confirmed_more()}
                </Button>
              )}
            </>
          )}
        </Answered>
      )}
    </Dialog>
  );
}

function usePages(number: string, change: ConfirmedChange) {
  const backend = useBackend();
  return useInfiniteQuery<
    ConfirmedPage,
    BackendFailure,
    { pages: ConfirmedPage[] },
    [string, string, ConfirmedChange],
    number
  >({
    queryKey: ["confirmed_accounts", number, change],
    queryFn: ({ pageParam }) =>
      backend.call("confirmed_accounts", { number, change, skip: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.accounts.length, 0);
      return last.accounts.length === 0 || shown >= last.total ? null : shown;
    },
  });
}

function AccountRow({ account }: { account: ConfirmedAccount }) {
  const { login, id, email, email_there: there, others } = account;
  return (
    <tr>
      <th scope="row">
        {login === null ? m.parts_not_known() : visible(login)}
        {others.map((other) => (
          <span key={other} className={styles.below}>
            {visible(other)}
          </span>
        ))}
      </th>
      <td className={styles.number}>{id ?? "·"}</td>
      <td>
        {email === null ? m.parts_none() : visible(email)}
        {there !== null && (
          <span className={styles.below}>
            {m.receipt_confirmed_email_there({ email: visible(there) })}
          </span>
        )}
      </td>
    </tr>
  );
}
