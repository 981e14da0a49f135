import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { changeAnswer, openWindow } from "../testing/window";

const grid = () => screen.findByRole("grid", { name: "People" });

test("the grid says how many rows there are and where each stands", async () => {
  openWindow("place=people");
  const table = await grid();
  await waitFor(() => expect(table.getAttribute("aria-rowcount")).toBe("1004219"));
  const [first] = await screen.findAllByRole("row", { name: /Person 0000001/ });
  expect(first?.getAttribute("aria-rowindex"), "the head is the first row").toBe("2");
});

test("End reaches the last of a million, Home the first, and only rows in view are drawn", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people");
  const table = await grid();
  await screen.findByRole("row", { name: /Person 0000001/ });
  const call = vi.spyOn(backend, "call");
  table.focus();
  await user.keyboard("{End}");
  await screen.findByRole("row", { name: /Person 1004218/ });
  expect(screen.getAllByRole("row").length, "nobody draws a million rows").toBeLessThan(60);
  expect(call).toHaveBeenCalledWith(
    "people_rows",
    expect.objectContaining({ from: 1_004_200, count: 100 }),
  );
  await user.keyboard("{Home}");
  await screen.findByRole("row", { name: /Person 0000001/ });
});

test("Enter says why somebody is one person, with the fix; Esc closes and gives the focus back", async () => {
  const user = userEvent.setup();
  openWindow("place=people");
  const table = await grid();
  await screen.findByRole("row", { name: /Person 0000001/ });
  table.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  const panel = await screen.findByRole("complementary", { name: /Haruka Sasaki/ });
  await within(panel).findByText("One change would free 1 license");
  expect(within(panel).getByText("Same name, sibling domain").parentElement?.textContent).toContain(
    "suggested only",
  );
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
  expect(document.activeElement).toBe(table);
});

test("facets are asked for together, and All clears them", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people");
  await grid();
  const call = vi.spyOn(backend, "call");
  await user.click(await screen.findByRole("button", { name: "Counted twice 1,914" }));
  await user.click(screen.getByRole("button", { name: "Only server 390,216" }));
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith(
      "people_rows",
      expect.objectContaining({
        query: expect.objectContaining({ facets: ["counted_twice", "only_server"] }),
      }),
    ),
  );
  const all = screen.getByRole("button", { name: /^All/ });
  expect(all.getAttribute("aria-pressed")).toBe("false");
  await user.click(all);
  expect(all.getAttribute("aria-pressed")).toBe("true");
});

test("who finds nobody is told so, and can clear the filters", async () => {
  const user = userEvent.setup();
  openWindow("place=people");
  await grid();
  await user.keyboard("/");
  await user.keyboard("nobody");
  await screen.findByText("No one matches.");
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  await grid();
});

test("where nobody is known, it says how to get to know them", async () => {
  openWindow("place=people&state=empty");
  await screen.findByRole("heading", { name: "Nobody is known yet" });
});

test("a step of the waterfall opens the people behind it", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  const call = vi.spyOn(backend, "call");
  await user.click(await screen.findByRole("button", { name: "−96,402 Suspended, show people" }));
  await screen.findByRole("heading", { level: 1, name: "People" });
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith(
      "people_rows",
      expect.objectContaining({
        query: expect.objectContaining({ behind: { of: "step", step: "suspended" } }),
      }),
    ),
  );
});

test("a number that misses a server reads at least, and names the server", async () => {
  const backend = openWindow("place=overview");
  changeAnswer(backend, "people_number", (answer) =>
    answer === null ? null : { ...answer, complete: false, unknown_servers: ["ghes.example"] },
  );
  await screen.findByText("at least 1,004,218");
  await screen.findByText(/Nobody here knows who is on ghes\.example/);
});

test("a decision is made and taken back; what it moves is said", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people");
  const table = await grid();
  await screen.findByRole("row", { name: /Person 0000001/ });
  table.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  const panel = await screen.findByRole("complementary", { name: /Haruka Sasaki/ });
  const call = vi.spyOn(backend, "call");
  await user.click(await within(panel).findByRole("button", { name: "Decide here…" }));
  const dialog = await screen.findByRole("dialog", { name: "Decide here" });
  expect(dialog.textContent).toContain("It moves the planned number only. GitHub sees none of it.");
  await user.click(
    within(dialog).getByRole("radio", { name: /^hsasaki on .* is somebody else's$/ }),
  );
  await user.type(within(dialog).getByRole("textbox"), "asked by telephone");
  await user.click(within(dialog).getByRole("button", { name: "Decide" }));
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith("decide", {
      kind: "unlink",
      account: expect.stringMatching(/:4471$/),
      other: expect.any(String),
      note: "asked by telephone",
    }),
  );
  expect(await within(panel).findByText("asked by telephone")).toBeTruthy();
  await user.click(within(panel).getByRole("button", { name: "Take back" }));
  await waitFor(() => expect(within(panel).queryByText("asked by telephone")).toBeNull());
});
