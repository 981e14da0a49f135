import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useBackend, type BackendFailure } from "../backend/backend";
import type { TriedOut, WhatIf } from "../generated/desk";

/** What would become of the number; while that is counted, what stood there before. */
export function useTriedOut(whatIf: WhatIf): UseQueryResult<TriedOut, BackendFailure> {
  const backend = useBackend();
  return useQuery<TriedOut, BackendFailure>({
    queryKey: ["try_out", whatIf],
    queryFn: () => backend.call("try_out", whatIf),
    placeholderData: keepPreviousData,
  });
}
