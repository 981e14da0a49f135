import { useInfiniteQuery } from "@tanstack/react-query";
import { useBackend, type Backend, type BackendFailure } from "./backend";
import type { Question } from "./queries";

/** Some rows of a list that is too long to be answered at once. */
export type RowsPage<Row> = {
  rows: Row[];
  /** How many rows the whole list has. */
  total: number;
};

/** A list as far as it was asked for. */
export type Pages<Row> = {
  /** Undefined until the first page is there. */
  data: RowsPage<Row> | undefined;
  error: BackendFailure | null;
  refetch: () => Promise<unknown>;
  /** Whether there are more rows than these. */
  hasMore: boolean;
  /** Whether more rows are on their way. */
  asking: boolean;
  askForMore: () => void;
};

/** Asks the desk for a list page by page; `ask` gets how many rows are passed over. `key` names the question and what it is about. */
export function usePages<Row>(
  key: readonly [Question, ...unknown[]],
  ask: (backend: Backend, skip: number) => Promise<RowsPage<Row>>,
): Pages<Row> {
  const backend = useBackend();
  const query = useInfiniteQuery<
    RowsPage<Row>,
    BackendFailure,
    { pages: RowsPage<Row>[] },
    typeof key,
    number
  >({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(backend, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, { rows }) => sum + rows.length, 0);
      return last.rows.length === 0 || shown >= last.total ? null : shown;
    },
  });
  const pages = query.data?.pages;
  return {
    data: pages && { rows: pages.flatMap(({ rows }) => rows), total: pages[0]?.total ?? 0 },
    error: query.error,
    refetch: query.refetch,
    hasMore: query.hasNextPage,
    asking: query.isFetchingNextPage,
    askForMore: () => void query.fetchNextPage(),
  };
}
