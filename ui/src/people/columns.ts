import type { PeopleColumn, PeopleQuery } from "../generated/desk";
import { m } from "../paraglide/messages.js";

/** A column of the grid: the person, who is always shown, or one that a person chose. */
export type Column = "person" | PeopleColumn;

type Sort = PeopleQuery["sort"];

/** The columns beside the person, in their order. */
export const COLUMNS: readonly PeopleColumn[] = [
  "accounts",
  "joined_by",
  "state",
  "login",
  "server",
  "license",
];

/** What is shown until the desk has told what was chosen. */
export const COLUMNS_AT_FIRST: readonly PeopleColumn[] = ["accounts", "joined_by", "state"];

/** What people can be sorted by, in the order of the menu. */
export const SORTS: readonly Sort[] = [
  "name",
  "email",
  "login",
  "server",
  "accounts",
  "joined_by",
  "state",
];

/** How narrow columns may get, in pixels, and what part of the rest they take. */
const WIDTHS: Record<Column, { least: number; part: number }> = {
  person: { least: 200, part: 2.2 },
  accounts: { least: 112, part: 0 },
  joined_by: { least: 120, part: 1.6 },
  state: { least: 116, part: 1.2 },
  login: { least: 110, part: 1.2 },
  server: { least: 150, part: 1.6 },
  license: { least: 112, part: 0 },
};

/** The tracks of a row, for a CSS grid. */
export function tracksOf(columns: readonly Column[]): string {
  return columns
    .map((column) => WIDTHS[column])
    .map(({ least, part }) => (part === 0 ? `${least}px` : `minmax(${least}px, ${part}fr)`))
    .join(" ");
}

/** How narrow a row may get before it is scrolled sideways, in pixels, without its padding. */
export function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + WIDTHS[column].least, 0);
}

/** What a column is called. */
export function columnWords(column: Column): string {
  switch (column) {
    case "person":
      return m.people_person();
    case "accounts":
      return m.people_accounts();
    case "joined_by":
      return m.people_joined_by();
    case "state":
      return m.people_state();
    case "login":
      return m.people_login();
    case "server":
      return m.people_server();
    case "license":
      return m.people_license();
  }
}

/** What a sort is called. */
export function sortWords(sort: Sort): string {
  switch (sort) {
    case "name":
      return m.people_sort_name();
    case "email":
      return m.people_sort_email();
    case "accounts":
      return m.people_sort_accounts();
    case "joined_by":
      return m.people_joined_by();
    case "state":
      return m.people_state();
    case "login":
      return m.people_login();
    case "server":
      return m.people_server();
  }
}

/** What a column is sorted by; null for one that is not. */
export function sortOf(column: Column): Sort | null {
  if (column === "person") return "name";
  return column === "license" ? null : column;
}

/** The order after a person asks for this sort: the other direction of the one at hand, else its first one. */
export function orderAfter(
  query: Pick<PeopleQuery, "sort" | "descending">,
  sort: Sort,
): Pick<PeopleQuery, "sort" | "descending"> {
  return { sort, descending: query.sort === sort ? !query.descending : false };
}
