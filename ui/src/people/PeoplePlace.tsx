import { DownloadIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAnswer } from "../backend/queries";
import type { PeopleBehind, PeopleQuery, PersonFacet } from "../generated/desk";
import { reasonWords } from "../overview/reasons";
import { stepWords } from "../overview/steps";
import { Answered } from "../parts/Answered";
import { Box } from "../parts/Box";
import { Page } from "../parts/Page";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";
import { ExportDialog } from "./ExportDialog";
import { Facets, SearchAndSort } from "./Filters";
import { PeopleGrid } from "./PeopleGrid";
import { usePeople } from "./usePeople";
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
  if (number.data === undefined || number.data === null) {
    return (
      <Page title={m.people_title()}>
        <Answered query={number}>{() => <Nobody />}</Answered>
      </Page>
    );
  }
  return <Known taking={number.data.licenses.documented} behind={behind} facets={facets} />;
}

/** What to do where nobody is known yet. */
function Nobody() {
  return (
    <Box title={m.people_empty()}>
      <p>{m.people_empty_words()}</p>
      <p className={styles.muted}>{m.people_empty_where()}</p>
    </Box>
  );
}

/** How long a person rests before a count is spoken. */
const SPOKEN_AFTER_MS = 500;

function Known({ taking, behind, facets }: PeoplePlaceProps & { taking: number }) {
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
  const [selected, setSelected] = useState<string | null>(null);
  const [exporting, setExporting] = useState(false);
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
    setSelected(null);
    grid.current?.focus();
  };
  const narrowed = query.text !== "" || query.facets.length > 0 || query.behind !== null;
  return (
    <Page
      title={m.people_title()}
      fact={m.people_take({ count: taking })}
      actions={
        <>
          <SearchAndSort query={query} onChange={change} />
          <Button leadingVisual={DownloadIcon} onClick={() => setExporting(true)}>
            {m.people_export()}
          </Button>
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
            <p className={styles.none}>
              {m.people_none()}{" "}
              {narrowed && (
                <Button size="small" onClick={() => change({ text: "", facets: [], behind: null })}>
                  {m.people_clear()}
                </Button>
              )}
            </p>
          ) : (
            <PeopleGrid
              grid={grid}
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
                if (selected !== null && person !== undefined) setSelected(person.key);
              }}
              selected={selected}
              onOpen={(place) => setSelected(people.row(place)?.key ?? null)}
            />
          )}
          <footer className={styles.foot}>
            <span>{m.people_foot({ count: total })}</span>
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
        {selected !== null && <WhyPanel key={selected} of={selected} onClose={close} />}
        {exporting && (
          <ExportDialog
            query={query}
            total={total}
            selected={[]}
            onClose={() => setExporting(false)}
          />
        )}
      </div>
    </Page>
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
