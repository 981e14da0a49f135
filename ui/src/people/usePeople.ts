import { keepPreviousData, useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { useBackend, type BackendFailure } from "../backend/backend";
import type { PeopleQuery, PeopleRows, PersonRow } from "../generated/desk";

/** How many rows are asked for at once: a few screens, so that scrolling rarely waits. */
const PAGE = 100;

type Page = UseQueryResult<PeopleRows, BackendFailure>;

/** The people whom a query finds, as far as they are on the screen. */
export type FoundPeople = {
  /** The counts of all that are found; undefined until the first answer. */
  summary: PeopleRows | undefined;
  /** A row by its place; undefined while it is on its way. */
  row: (place: number) => PersonRow | undefined;
  /** Whether rows are on their way. */
  busy: boolean;
  /** The question that could not be answered. */
  failed: Page | undefined;
};

/** Asks for the pages that hold the rows from `first` to `last`. */
export function usePeople(query: PeopleQuery, first: number, last: number): FoundPeople {
  const backend = useBackend();
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
    pages.push(page);
  }
  const answers: Page[] = useQueries({
    queries: pages.map((page) => {
      const argument = { query, from: page * PAGE, count: PAGE };
      return {
        queryKey: ["people_rows", argument] as const,
        queryFn: () => backend.call("people_rows", argument),
        placeholderData: keepPreviousData,
      };
    }),
  });
  const known = answers.find(({ data }) => data !== undefined)?.data;
  // While another page is on its way, the counts of the last one stand.
  const [latest, setLatest] = useState(known);
  if (known !== undefined && known !== latest) setLatest(known);
  const rows = new Map<number, PersonRow>();
  answers.forEach(({ data, isPlaceholderData }) => {
    if (data === undefined || isPlaceholderData) return;
    data.rows.forEach((row, index) => rows.set(data.from + index, row));
  });
  return {
    summary: known ?? latest,
    row: (place) => rows.get(place),
    busy: answers.some(({ isFetching }) => isFetching),
    failed: answers.find(({ isError }) => isError),
  };
}
