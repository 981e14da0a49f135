import { SearchIcon } from "@primer/octicons-react";
import { Select, TextInput } from "@primer/react";
import { useEffect, useState } from "react";
import type { HistoryFilter, HistoryKind } from "../generated/desk";
import { Segments } from "../parts/Segments";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import styles from "./History.module.css";

/** How long a person has to rest before what was typed is asked. */
const REST_MS = 250;

const KINDS: readonly (HistoryKind | null)[] = [null, "files", "hand_overs", "decisions"];

type FiltersProps = {
  filter: HistoryFilter;
  servers: string[];
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
      <Select
        aria-label={m.history_server()}
        size="small"
        className={styles.server}
        value={filter.server ?? ""}
        onChange={({ target }) =>
          onChange({ ...filter, server: target.value === "" ? null : target.value })
        }
      >
        <Select.Option value="">{m.history_all_servers()}</Select.Option>
        {servers.map((server) => (
          <Select.Option key={server} value={server}>
            {visible(server)}
          </Select.Option>
        ))}
      </Select>
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
