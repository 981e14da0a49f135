import { Button } from "@primer/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useBackend, type BackendFailure } from "../backend/backend";
import type { CloudPeople, CloudPerson, DifferencePart, DifferenceReason } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { visible } from "../words/names";
import { change, count } from "../words/numbers";
import { reasonWords } from "./reasons";
import styles from "./CloudPeopleDialog.module.css";

/** How many are asked for at once. */
const PAGE = 100;

/** Those behind a part of the difference whom the cloud's report lists and who take no license here, page by page. */
export function CloudPeopleDialog(props: { part: DifferencePart; onClose: () => void }) {
  const { reason, people, change: part } = props.part;
  const query = usePages(reason);
  const pages = query.data?.pages ?? [];
  const listed = pages.flatMap((page) => page.people);
  const title = m.overview_cloud_people({ name: reasonWords(reason), change: change(part) });
  return (
    <Dialog title={title} width="xlarge" onClose={props.onClose}>
      <Answered query={query}>
        {() => (
          <>
            <p className={styles.words}>{m.overview_cloud_people_words()}</p>
            <p className={styles.words}>
              {m.overview_cloud_people_shown({
                shown: count(listed.length),
                total: count(pages[0]?.total ?? 0),
              })}
            </p>
            <div className={styles.frame}>
              <table className={styles.table}>
                <caption className={styles.spoken}>{title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{m.overview_cloud_people_accounts()}</th>
                    <th scope="col">{m.overview_cloud_people_emails()}</th>
                    <th scope="col">{m.overview_cloud_people_file()}</th>
                    <th scope="col">{m.overview_cloud_people_place()}</th>
                  </tr>
                </thead>
                <tbody>
                  {listed.map((person, index) => (
                    // Pages only grow at their end, and two of the cloud's rows may say the same.
                    // oxlint-disable-next-line react/no-array-index-key
                    <PersonRow key={index} person={person} />
                  ))}
                </tbody>
              </table>
            </div>
            <div className={styles.buttons}>
              {query.hasNextPage && (
                <Button
                  loading={query.isFetchingNextPage}
                  loadingAnnouncement={m.parts_loading()}
                  onClick={() => void query.fetchNextPage()}
                >
                  {m.overview_cloud_people_more()}
                </Button>
              )}
              {people > 0 && (
                <Button onClick={() => goTo({ at: "people", behind: { of: "reason", reason } })}>
                  {m.overview_cloud_people_here({ count: people })}
                </Button>
              )}
            </div>
          </>
        )}
      </Answered>
    </Dialog>
  );
}

function PersonRow({ person: { name, accounts, emails, evidence } }: { person: CloudPerson }) {
  return (
    <tr>
      <th scope="row">
        {accounts.length === 0 ? visible(name ?? m.parts_not_known()) : <Lines of={accounts} />}
      </th>
      <td>{emails.length === 0 ? m.parts_none() : <Lines of={emails} />}</td>
      <td>{evidence === null ? m.parts_not_known() : visible(evidence.file)}</td>
      <td className={styles.number}>
        {evidence === null ? m.parts_not_known() : count(evidence.place)}
      </td>
    </tr>
  );
}

function Lines({ of }: { of: string[] }) {
  return of.map((text) => (
    <span key={text} className={styles.line}>
      {visible(text)}
    </span>
  ));
}

function usePages(reason: DifferenceReason) {
  const backend = useBackend();
  return useInfiniteQuery<
    CloudPeople,
    BackendFailure,
    { pages: CloudPeople[] },
    [string, DifferenceReason],
    number
  >({
    queryKey: ["cloud_people", reason],
    queryFn: ({ pageParam }) =>
      backend.call("cloud_people", { reason, from: pageParam, count: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last) => {
      const next = last.from + last.people.length;
      return last.people.length === 0 || next >= last.total ? null : next;
    },
  });
}
