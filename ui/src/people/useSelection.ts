import { useState } from "react";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";

/** The people who are selected for export, by key: they stay selected while others are looked for. */
export type Selection = {
  keys: ReadonlySet<string>;
  toggle: (key: string) => void;
  clear: () => void;
};

/** Nobody is selected at first. */
export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => {
    const next = new Set(keys);
    if (!next.delete(key)) next.add(key);
    setKeys(next);
    announce(m.people_selected({ count: next.size }));
  };
  return { keys, toggle, clear: () => setKeys(new Set()) };
}
