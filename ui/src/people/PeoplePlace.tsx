import { DownloadIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useCounting } from "../backend/progress";
import { useAnswer } from "../backend/queries";
import type { PeopleBehind, PeopleNumber, PeopleQuery, PersonFacet } from "../generated/desk";
import { reasonWords } from "../overview/reasons";
import { stepWords } from "../overview/steps";
import { Answered } from "../parts/Answered";
import { Box } from "../parts/Box";
import { CountingProgress } from "../parts/CountingProgress";
import { Page } from "../parts/Page";
import { useMedia } from "../parts/useMedia";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { count } from "../words/numbers";
import { sortWords } from "./columns";
import { ExportDialog } from "./ExportDialog";
import { Facets, Search } from "./Filters";
import { ColumnsMenu, SortMenu, useColumns } from "./Menus";
import { MorePeople } from "./MorePeople";
import { NobodyKnown } from "./NobodyKnown";
import { PeopleGrid } from "./PeopleGrid";
import { usePeople } from "./usePeople";
import { useSelection } from "./useSelection";
import { WhyPanel } from "./WhyPanel";
import styles from "./PeoplePlace.module.css";

type PeoplePlaceProps = {
  /** The figure from which the people were opened. */
  behind: PeopleBehind | null;
  /** The facets that are chosen at first. */
  facets: readonly PersonFacet[];
};

/** Everybody, searched, filtered and sorted, with the reason why each is one person. */
export function PeoplePlace({ behind, facets }: PeoplePlaceProps) {
  const number = useAnswer("people_number", {});
  const counting = useCounting();
  if (number.data === undefined && number.error === null && counting !== null) {
    return (
      <Page title={m.people_title()}>
        <Box title={m.parts_counting()}>
          <CountingProgress soFar={counting} />
        </Box>
      </Page>
    );
  }
  const known = number.data ?? null;
  const unknown = known?.unknown_servers.length ?? 0;
  if (known === null || (known.licenses.documented === 0 && unknown > 0)) {
    return (
      <Page title={m.people_title()}>
        <Answered query={number}>{() => <NobodyKnown unknown={unknown} />}</Answered>
      </Page>
    );
  }
  return <Known number={known} behind={behind} facets={facets} />;
}

/** How long a person rests before a count is spoken. */
const SPOKEN_AFTER_MS = 500;

function Known({ number, behind, facets }: PeoplePlaceProps & { number: PeopleNumber }) {
  const [query, setQuery] = useState<PeopleQuery>({
    text: "",
    facets: [...facets],
    behind,
    sort: "name",
    descending: false,
  });
  const [top, setTop] = useState(0);
  const [shown, setShown] = useState(20);
  const [active, setActive] = useState(0);
  const [opened, setOpened] = useState<string | null>(null);
  const [focused, setFocused] = useState(0);
  const narrow = useMedia("(max-width: 1099px)");
  const [exporting, setExporting] = useState(false);
  const selection = useSelection();
  const columns = useColumns();
  const grid = useRef<HTMLDivElement>(null);
  const change = useCallback((changed: Partial<PeopleQuery>) => {
    setQuery((before) => ({ ...before, ...changed }));
    setTop(0);
    setActive(0);
  }, []);
  const first = Math.floor(top);
  const people = usePeople(query, first, first + Math.ceil(shown));
  const { summary } = people;
  const total = summary?.total ?? 0;
  useSpokenCount(people.busy ? null : total, query.text);
  const close = () => {
    setOpened(null);
    setFocused(0);
    grid.current?.focus();
  };
  return (
    <Page
      title={m.people_title()}
      fact={useFactWords(number)}
      actions={
        <>
          <Search query={query} onChange={change} />
          <SortMenu order={query} onOrder={change} />
          <ColumnsMenu />
          <Button leadingVisual={DownloadIcon} onClick={() => setExporting(true)}>
            {m.people_export()}
          </Button>
          <MorePeople />
        </>
      }
      toolbar={
        <Facets
          chosen={query.facets}
          summary={summary}
          behind={query.behind === null ? null : figureWords(query.behind)}
          onChoose={(chosen) => change({ facets: chosen })}
          onForgetFigure={() => change({ behind: null })}
        />
      }
      full
    >
      <div className={styles.columns}>
        <div className={styles.list}>
          {people.failed !== undefined ? (
            <Answered query={people.failed}>{() => null}</Answered>
          ) : summary !== undefined && total === 0 ? (
            <NoMatch query={query} onClear={change} />
          ) : (
            <PeopleGrid
              grid={grid}
              columns={["person", ...columns]}
              order={query}
              onOrder={change}
              total={total}
              top={top}
              onTop={setTop}
              shown={shown}
              onShown={setShown}
              row={people.row}
              busy={people.busy}
              active={active}
              onActive={(place) => {
                setActive(place);
                // An open panel follows the row.
                const person = people.row(place);
                if (opened !== null && person !== undefined) setOpened(person.key);
              }}
              opened={opened}
              onOpen={(place, by) => {
                setOpened(people.row(place)?.key ?? null);
                // A drawer lies over the rows.
                if (by === "key" || narrow) setFocused((times) => times + 1);
              }}
              selected={selection.keys}
              onSelect={(place) => {
                const person = people.row(place);
                if (person !== undefined) selection.toggle(person.key);
              }}
            />
          )}
          <footer className={styles.foot}>
            <span>
              {m.people_foot({ count: total, sorted: sortWords(query.sort).toLocaleLowerCase() })}
            </span>
            {selection.keys.size > 0 && (
              <span className={styles.selected}>
                {m.people_selected({ count: selection.keys.size })}{" "}
                <Button size="small" variant="invisible" onClick={selection.clear}>
                  {m.people_selected_clear()}
                </Button>
              </span>
            )}
            {total > 0 && (
              <span>
                {m.people_foot_rows({
                  first: count(first + 1),
                  last: count(Math.min(total, first + Math.max(1, Math.floor(shown)))),
                })}
              </span>
            )}
          </footer>
        </div>
        {opened !== null && <WhyPanel of={opened} focused={focused} onClose={close} />}
        {exporting && (
          <ExportDialog
            query={query}
            total={total}
            selected={[...selection.keys]}
            onClose={() => setExporting(false)}
          />
        )}
      </div>
    </Page>
  );
}

/** How many people take a license; and, where the cloud alone tells of them, that these are its records, and of which day. */
function useFactWords({ complete, licenses, cloud }: PeopleNumber): string {
  const servers = useAnswer("servers", {}).data?.servers ?? [];
  const taken = complete
    ? m.people_take({ count: licenses.documented })
    : m.people_take_at_least({ count: licenses.documented });
  const remembered = servers.filter(({ people_from: from }) => from === "cloud_memory");
  if (cloud === null || remembered.length === 0 || remembered.length < servers.length) return taken;
  const accounts = remembered.reduce((sum, server) => sum + (server.accounts ?? 0), 0);
  return m.parts_joined({
    first: taken,
    rest: m.people_memory({ count: accounts, date: date(cloud.at) }),
  });
}

/** Says that nobody was found, and takes away what narrows the list. */
function NoMatch(props: { query: PeopleQuery; onClear: (change: Partial<PeopleQuery>) => void }) {
  const { text, facets, behind } = props.query;
  const narrowed = text !== "" || facets.length > 0 || behind !== null;
  return (
    <p className={styles.none}>
      {m.people_none()}{" "}
      {narrowed && (
        <Button size="small" onClick={() => props.onClear({ text: "", facets: [], behind: null })}>
          {m.people_clear()}
        </Button>
      )}
    </p>
  );
}

/** Says how many were found, once a person rests. Not what stands there at first. */
function useSpokenCount(total: number | null, text: string) {
  const before = useRef(text);
  useEffect(() => {
    if (total === null || before.current === text) return undefined;
    const timer = setTimeout(() => {
      before.current = text;
      announce(m.people_found({ count: total }));
    }, SPOKEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [total, text]);
}

/** What the figure is called that people stand behind. */
function figureWords(behind: PeopleBehind): string {
  switch (behind.of) {
    case "step":
      return stepWords(behind.step);
    case "reason":
      return reasonWords(behind.reason);
    case "no_verified_email":
      return m.overview_no_verified_figure();
    case "unseen":
      return m.overview_unseen_figure();
    case "server":
      return behind.host;
  }
}
