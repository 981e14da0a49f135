import { useInfiniteQuery } from "@tanstack/react-query";
import type { HistoryFilter, HistoryPage } from "../generated/desk";
import { useBackend, type BackendFailure } from "../backend/backend";

/** Everything, from the newest on. */
export const NO_FILTER: HistoryFilter = { kind: null, server: null, text: null, after: null };

/** The pages of history that were asked for so far; while a new filter is asked, the last one's stay. */
export function useHistory(filter: HistoryFilter) {
  const backend = useBackend();
  const query = useInfiniteQuery<
    HistoryPage,
    BackendFailure,
    { pages: HistoryPage[] },
    [string, HistoryFilter],
    string | null
  >({
    queryKey: ["history", filter],
    queryFn: ({ pageParam }) => backend.call("history", { ...filter, after: pageParam }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  return { query, pages: query.data?.pages ?? [] };
}
