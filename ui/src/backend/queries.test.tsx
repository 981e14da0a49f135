import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { BackendContext, type Backend } from "./backend";
import { fixtureBackend } from "./fixture";
import { refreshAfter, useAnswer } from "./queries";

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
