import { TriangleDownIcon, type Icon } from "@primer/octicons-react";
import { Button, SelectPanel } from "@primer/react";
import { useState } from "react";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";

/** One thing to filter by. */
type FilterOption<Value extends string> = {
  value: Value;
  words: string;
  /** How many there would be; left out where that says nothing. */
  count?: number;
  /** The group that it stands in, by its place among the groups. */
  group?: number;
};

type FilterPanelProps<Value extends string> = {
  /** Names the panel. */
  title: string;
  /** What the button says. */
  button: string;
  icon?: Icon;
  /** What is typed into the field that narrows the options. */
  hint: string;
  options: readonly FilterOption<Value>[];
  /** The headings of the groups. */
  groups?: readonly string[];
} & (
  | { many: true; chosen: readonly Value[]; onChoose: (chosen: Value[]) => void }
  | { many: false; chosen: Value | null; onChoose: (chosen: Value | null) => void }
);

/** A button that opens what can be filtered by, with counts and a search: GitHub's own pattern. Several stay to be chosen, one closes it. */
export function FilterPanel<Value extends string>(props: FilterPanelProps<Value>) {
  const { title, button, icon, hint, options, groups } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLocaleLowerCase();
  const items = options.map(({ value, words, count: known, group }) => ({
    id: value,
    text: words,
    // The blank keeps words and count apart for those who hear them as one name.
    trailingVisual: known === undefined ? undefined : ` ${count(known)}`,
    groupId: group === undefined ? undefined : String(group),
  }));
  const found = items.filter(({ text }) => text.toLocaleLowerCase().includes(wanted));
  const shared = {
    open,
    onOpenChange: (next: boolean) => {
      setOpen(next);
      setTyped("");
    },
    title,
    items: found,
    filterValue: typed,
    onFilterChange: setTyped,
    placeholderText: hint,
    inputLabel: hint,
    // Both would be spoken in English, whatever the language is; the field and its options say by themselves what they are.
    textInputProps: { "aria-describedby": undefined },
    announcementsEnabled: false,
    loading: false,
    showSelectedOptionsFirst: false,
    disableFullscreenOnNarrow: true,
    width: "medium" as const,
    height: "fit-content" as const,
    renderAnchor: (anchor: React.ComponentProps<typeof Button>) => (
      <Button
        {...anchor}
        size="small"
        aria-label={button === title ? undefined : m.parts_filter_button({ title, chosen: button })}
        trailingAction={TriangleDownIcon}
        {...(icon !== undefined && { leadingVisual: icon })}
      >
        {button}
      </Button>
    ),
    ...(groups !== undefined && {
      groupMetadata: groups.map((name, place) => ({
        groupId: String(place),
        header: { title: name, variant: "subtle" as const },
      })),
    }),
    ...(found.length === 0 && {
      message: { title: m.parts_filter_none(), body: "", variant: "empty" as const },
    }),
  };
  if (props.many) {
    const { chosen, onChoose } = props;
    return (
      <SelectPanel
        {...shared}
        selected={items.filter(({ id }) => chosen.includes(id))}
        onSelectedChange={(selected: { id?: unknown }[]) => onChoose(valuesOf(options, selected))}
      />
    );
  }
  const { chosen, onChoose } = props;
  return (
    <SelectPanel
      {...shared}
      selected={items.find(({ id }) => id === chosen)}
      onSelectedChange={(selected: { id?: unknown } | undefined) =>
        onChoose(selected === undefined ? null : (valuesOf(options, [selected])[0] ?? null))
      }
    />
  );
}

function valuesOf<Value extends string>(
  options: readonly FilterOption<Value>[],
  selected: readonly { id?: unknown }[],
): Value[] {
  return options
    .map(({ value }) => value)
    .filter((value) => selected.some(({ id }) => id === value));
}
