import { Button } from "@primer/react";
import { useEffect, useState } from "react";
import type { HistoryFilter } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Answered } from "../parts/Answered";
import { Page } from "../parts/Page";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { Filters } from "./Filters";
import { HistoryDay } from "./HistoryDay";
import { byDay } from "./days";
import { NO_FILTER, useHistory } from "./useHistory";
import { useReachedEnd } from "./useReachedEnd";
import styles from "./History.module.css";

/** How long a person has to rest before what was found is read aloud. */
const REST_MS = 500;

/** What happened on this computer, newest first. Nothing is ever taken out but by forgetting, which leaves its own entry. */
export function HistoryPlace() {
  const [filter, setFilter] = useState(NO_FILTER);
  const { query, pages } = useHistory(filter);
  const [first] = pages;
  const end = useReachedEnd(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  useFoundSpoken(filter, first?.total);

  const now = new Date(query.dataUpdatedAt).toISOString();
  const days = byDay(pages.flatMap((page) => page.entries));
  return (
    <Page
      title={m.history_title()}
      fact={
        first?.since ? m.history_since({ count: first.total, date: date(first.since) }) : undefined
      }
      toolbar={<Filters filter={filter} servers={first?.servers ?? []} onChange={setFilter} />}
      narrow
    >
      <Answered query={query}>
        {() =>
          days.length === 0 ? (
            <Nothing filtered={isFiltered(filter)} onClear={() => setFilter(NO_FILTER)} />
          ) : (
            <div className={styles.days}>
              {days.map(({ day, entries }) => (
                <HistoryDay key={day} entries={entries} now={now} />
              ))}
              <div ref={end} />
              {query.hasNextPage && (
                <Button
                  className={styles.more}
                  loading={query.isFetchingNextPage}
                  loadingAnnouncement={m.parts_loading()}
                  onClick={() => void query.fetchNextPage()}
                >
                  {m.history_more()}
                </Button>
              )}
            </div>
          )
        }
      </Answered>
    </Page>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered) return <p className={styles.nothing}>{m.history_none_yet()}</p>;
  return (
    <p className={styles.nothing}>
      {m.history_no_match()}{" "}
      <Button size="small" onClick={onClear}>
        {m.history_clear()}
      </Button>
    </p>
  );
}

function isFiltered({ kind, server, text }: HistoryFilter): boolean {
  return kind !== null || server !== null || text !== null;
}

/** After a filter changed and the person rests, how many entries match is read aloud. */
function useFoundSpoken(filter: HistoryFilter, total: number | undefined): void {
  useEffect(() => {
    if (total === undefined || !isFiltered(filter)) return undefined;
    const timer = setTimeout(() => announce(m.history_found({ count: total })), REST_MS);
    return () => clearTimeout(timer);
  }, [filter, total]);
}
