import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Event } from "../generated/desk";
import { BackendContext, type Backend } from "./backend";
import { fixtureBackend } from "./fixture";
import { askAhead, followDesk, refreshAfter, useAnswer } from "./queries";

/** Shows how many originals are kept. */
function Kept() {
  const { data } = useAnswer("kept", {});
  return <p>{data === undefined ? "asking" : `${data.files} kept`}</p>;
}

test("an event that comes while the first answer is on its way has it asked for anew", async () => {
  const answers: ((files: number) => void)[] = [];
  const call = vi.fn(
    () =>
      new Promise((resolve) => {
        answers.push((files) => resolve({ files, bytes: 0 }));
      }),
  );
  const backend: Backend = { ...fixtureBackend("?lang=en"), call: call as Backend["call"] };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <BackendContext value={backend}>
        <Kept />
      </BackendContext>
    </QueryClientProvider>,
  );
  expect(answers, "asked as it is drawn").toHaveLength(1);

  void refreshAfter(client, { event: "review_changed" });
  await vi.waitFor(() => expect(answers, "asked anew").toHaveLength(2));
  answers[0]?.(0);
  answers[1]?.(1);
  expect(await screen.findByText("1 kept"), "the answer from after the event").toBeTruthy();
});

/** Shows which side of the gap this is. */
function Side() {
  const { data } = useAnswer("shell", {});
  return <p>{data === undefined ? "asking" : data.side}</p>;
}

test("what was asked ahead is drawn without asking, unless something happened since", async () => {
  const fixture = fixtureBackend("?lang=en");
  const listeners: ((event: Event) => void)[] = [];
  const call = vi.fn(fixture.call);
  const backend: Backend = {
    ...fixture,
    call: call as Backend["call"],
    onEvent: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const timesAsked = async (happens: () => void, atLeast: number) => {
    call.mockClear();
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
    followDesk(client, backend);
    await askAhead(client, backend, ["shell"]);
    happens();
    const { unmount } = render(
      <QueryClientProvider client={client}>
        <BackendContext value={backend}>
          <Side />
        </BackendContext>
      </QueryClientProvider>,
    );
    expect(screen.getByText("connected"), "drawn with what is known").toBeTruthy();
    await vi.waitFor(() => expect(call.mock.calls.length).toBeGreaterThanOrEqual(atLeast));
    // Whatever else it would ask, it would ask within a turn or two.
    await new Promise((resolve) => setTimeout(resolve, 20));
    unmount();
    return call.mock.calls.length;
  };
  expect(await timesAsked(() => undefined, 1), "asked once, ahead").toBe(1);
  expect(
    await timesAsked(() => listeners.at(-1)?.({ event: "settings_changed" }), 2),
    "and once more",
  ).toBe(2);
});
