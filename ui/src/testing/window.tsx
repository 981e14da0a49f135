import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { Backend } from "../backend/backend";
import { BackendContext } from "../backend/backend";
import { fixtureBackend } from "../backend/fixture";
import { followDesk } from "../backend/queries";
import type { Calls } from "../generated/desk";
import { Window } from "../shell/Window";

/** The whole window over an invented desk; `search` names the scene, as in an address. */
export function openWindow(search: string, change: Partial<Backend> = {}): Backend {
  const backend: Backend = { ...fixtureBackend(`?lang=en&${search}`), ...change };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  followDesk(queries, backend);
  render(
    <QueryClientProvider client={queries}>
      <BackendContext value={backend}>
        <Window />
      </BackendContext>
    </QueryClientProvider>,
  );
  return backend;
}

/** Has the invented desk answer a call in another way from here on; what `change` throws is a refusal. */
export function changeAnswer<Name extends keyof Calls>(
  backend: Backend,
  name: Name,
  change: (answer: Calls[Name][1]) => Calls[Name][1],
): void {
  const ask = backend.call;
  backend.call = async (asked, argument) => {
    const answer = await ask(asked, argument);
    // The compiler cannot tell that both names are the same one here.
    const changed: unknown = (asked as string) === name ? change(answer as Calls[Name][1]) : answer;
    return changed as typeof answer;
  };
}
