import { SearchIcon } from "@primer/octicons-react";
import { TextInput } from "@primer/react";
import { useEffect, useState } from "react";
import type { HistoryFilter, HistoryKind, HistoryServer } from "../generated/desk";
import { FilterPanel } from "../parts/FilterPanel";
import { Segments } from "../parts/Segments";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import styles from "./History.module.css";

/** How long a person has to rest before what was typed is asked. */
const REST_MS = 250;

const KINDS: readonly (HistoryKind | null)[] = [null, "files", "hand_overs", "decisions"];

/** No host is empty. */
const ALL = "";

type FiltersProps = {
  filter: HistoryFilter;
  servers: HistoryServer[];
  onChange: (filter: HistoryFilter) => void;
};

/** Kind, server and text. */
export function Filters({ filter, servers, onChange }: FiltersProps) {
  return (
    <>
      <Segments
        label={m.history_kinds()}
        segments={KINDS.map((value) => ({ value, words: kindName(value) }))}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <FilterPanel
        many={false}
        title={m.history_server()}
        button={filter.server === null ? m.history_all_servers() : visible(filter.server)}
        hint={m.history_server_hint()}
        options={[
          { value: ALL, words: m.history_all_servers() },
          ...servers.map(({ host, entries }) => ({
            value: host,
            words: visible(host),
            count: entries,
          })),
        ]}
        chosen={filter.server ?? ALL}
        onChoose={(server) => onChange({ ...filter, server: server === ALL ? null : server })}
      />
      <SearchField text={filter.text} onSearch={(text) => onChange({ ...filter, text })} />
    </>
  );
}

function SearchField(props: { text: string | null; onSearch: (text: string | null) => void }) {
  const { text, onSearch } = props;
  const [typed, setTyped] = useState(text ?? "");
  const [before, setBefore] = useState(text);
  // Filters can be cleared from elsewhere; then the field is emptied too.
  if (before !== text) {
    setBefore(text);
    if (text === null) setTyped("");
  }
  const wanted = typed.trim() === "" ? null : typed.trim();
  useEffect(() => {
    if (wanted === text) return undefined;
    const timer = setTimeout(() => onSearch(wanted), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted, text, onSearch]);
  return (
    <TextInput
      type="search"
      size="small"
      className={styles.search}
      aria-label={m.history_search()}
      placeholder={m.history_search_hint()}
      leadingVisual={SearchIcon}
      value={typed}
      data-search=""
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}

function kindName(kind: HistoryKind | null): string {
  switch (kind) {
    case null:
      return m.history_all();
    case "files":
      return m.history_files();
    case "hand_overs":
      return m.history_hand_overs();
    case "decisions":
      return m.history_decisions();
  }
}
