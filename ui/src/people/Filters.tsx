import { CheckIcon, FilterIcon, SearchIcon, XIcon } from "@primer/octicons-react";
import { Button, FocusKeys, TextInput, useFocusZone } from "@primer/react";
import { useEffect, useRef, useState } from "react";
import type { PeopleQuery, PeopleRows, PersonFacet } from "../generated/desk";
import { FilterPanel } from "../parts/FilterPanel";
import { useMedia } from "../parts/useMedia";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";
import { FACET_GROUPS, facetWords } from "./words";
import styles from "./Filters.module.css";

/** How long a person has to rest before what was typed is asked. */
const REST_MS = 250;

/** The search field. */
export function Search(props: {
  query: PeopleQuery;
  onChange: (change: Partial<PeopleQuery>) => void;
}) {
  const { query, onChange } = props;
  const [typed, setTyped] = useState(query.text);
  const [before, setBefore] = useState(query.text);
  // The filters can be cleared from elsewhere; then the field is emptied too.
  if (before !== query.text) {
    setBefore(query.text);
    if (query.text === "") setTyped("");
  }
  const wanted = typed.trim();
  useEffect(() => {
    if (wanted === query.text) return undefined;
    const timer = setTimeout(() => onChange({ text: wanted }), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted, query.text, onChange]);
  return (
    <TextInput
      type="search"
      className={styles.search}
      aria-label={m.people_search()}
      placeholder={m.people_search_hint()}
      leadingVisual={SearchIcon}
      trailingVisual={typed === "" ? "/" : undefined}
      value={typed}
      data-search=""
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}

type FacetsProps = {
  chosen: readonly PersonFacet[];
  summary: PeopleRows | undefined;
  /** What the people stand behind, where they were opened from a figure. */
  behind: string | null;
  onChoose: (facets: PersonFacet[]) => void;
  onForgetFigure: () => void;
};

/** The facets in their groups: alternatives within one, narrowing each other across. */
export function Facets({ chosen, summary, behind, onChoose, onForgetFigure }: FacetsProps) {
  const narrow = useMedia("(max-width: 1099px)");
  const toggle = (facet: PersonFacet) =>
    onChoose(
      chosen.includes(facet) ? chosen.filter((other) => other !== facet) : [...chosen, facet],
    );
  const countOf = (facet: PersonFacet) =>
    summary?.counts.find((own) => own.facet === facet)?.count ?? 0;
  const chip = (facet: PersonFacet) => (
    <Chip
      key={facet}
      words={facetWords(facet)}
      count={countOf(facet)}
      pressed={chosen.includes(facet)}
      onPress={() => toggle(facet)}
    />
  );
  const all = (
    <Chip
      words={m.people_all()}
      count={summary?.all ?? 0}
      pressed={chosen.length === 0}
      onPress={() => onChoose([])}
    />
  );
  return (
    <div className={styles.facets}>
      {behind !== null && (
        <Button size="small" trailingVisual={XIcon} onClick={onForgetFigure}>
          {m.people_behind({ figure: behind })}
          <span className={styles.spoken}>{m.people_behind_clear()}</span>
        </Button>
      )}
      {narrow ? (
        <>
          <FilterPanel
            many
            title={m.people_filters()}
            button={m.people_filters()}
            icon={FilterIcon}
            hint={m.people_filters_hint()}
            groups={FACET_GROUPS.map(({ name }) => name())}
            options={FACET_GROUPS.flatMap(({ facets }, group) =>
              facets.map((facet) => ({
                value: facet,
                words: facetWords(facet),
                count: countOf(facet),
                group,
              })),
            )}
            chosen={chosen}
            onChoose={onChoose}
          />
          <Group name={m.people_filters()}>
            {all}
            {chosen.map(chip)}
          </Group>
        </>
      ) : (
        FACET_GROUPS.map(({ name, facets }, index) => (
          <Group key={facets[0]} name={name()} shown>
            {index === 0 && all}
            {facets.map(chip)}
          </Group>
        ))
      )}
    </div>
  );
}

/** One stop of the tab key; the arrows go through it. */
function Group(props: { name: string; shown?: boolean; children: React.ReactNode }) {
  const zone = useRef<HTMLDivElement>(null);
  useFocusZone({
    containerRef: zone,
    bindKeys: FocusKeys.ArrowHorizontal | FocusKeys.HomeAndEnd,
  });
  return (
    <div className={styles.group} role="group" aria-label={props.name} ref={zone}>
      {props.shown && (
        <span className={styles.groupName} aria-hidden="true">
          {props.name}
        </span>
      )}
      {props.children}
    </div>
  );
}

function Chip(props: { words: string; count: number; pressed: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={props.pressed}
      onClick={props.onPress}
    >
      {props.pressed && <CheckIcon size={12} className={styles.check} />}
      <span className={styles.words}>{props.words}</span>{" "}
      <span className={styles.count}>{count(props.count)}</span>
    </button>
  );
}
