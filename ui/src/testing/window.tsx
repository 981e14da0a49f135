import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { Backend } from "../backend/backend";
import { BackendContext } from "../backend/backend";
import { fixtureBackend } from "../backend/fixture";
import { Window } from "../shell/Window";

/** The whole window over an invented desk; `search` names the scene, as in an address. */
export function openWindow(search: string, change: Partial<Backend> = {}): Backend {
  const backend: Backend = { ...fixtureBackend(`?lang=en&${search}`), ...change };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <BackendContext value={backend}>
        <Window />
      </BackendContext>
    </QueryClientProvider>,
  );
  return backend;
}
