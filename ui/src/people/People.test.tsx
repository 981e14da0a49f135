import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Backend } from "../backend/backend";
import { changeAnswer, openWindow } from "../testing/window";

const head = (name: string) => screen.getByRole("columnheader", { name });
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

test("where sealed exports alone are here, it says so, and a report is added as its server's", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people&state=sealed");
  await screen.findByText(/1 server is known, but not who is on it/);
  await screen.findByRole("button", { name: "Read from GitHub" });
  const choose = vi.spyOn(backend, "chooseFiles");
  await user.click(await screen.findByRole("button", { name: "Add its report…" }));
  expect(choose).toHaveBeenCalledWith("sealed.hoshino.example");
});

test("where the cloud alone tells of people, the place says whose record it is and of which day", async () => {
  const backend = openWindow("place=people");
  changeAnswer(backend, "servers", (answer) => ({
    ...answer,
    servers: answer.servers.map((server) => ({ ...server, people_from: "cloud_memory" as const })),
  }));
  await screen.findByText(/take a license, GitHub's memory of .* accounts, 24 Nov 2026$/u);
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
  await user.click(await within(panel).findByRole("button", { name: "Let it stand again" }));
  expect(call).toHaveBeenCalledWith("restore_decision", { id: expect.any(String) });
  expect(await within(panel).findByRole("button", { name: "Take back" })).toBeTruthy();
});

test("a decision says what changed under it since it was made", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people");
  changeAnswer(backend, "decisions", () => [
    {
      id: "1",
      kind: "exclude",
      account: "ghe-osaka.hoshino.example:1",
      other: null,
      note: "",
      at: "2026-11-24T00:00:00Z",
      actor: "y.kudo",
      changed: [{ account: "ghe-osaka.hoshino.example:1", before: "a@old.example", now: null }],
      gone: [],
    },
  ]);
  await grid();
  await user.click(screen.getByRole("button", { name: "More about people" }));
  await user.click(await screen.findByRole("menuitem", { name: "Decisions…" }));
  const dialog = await screen.findByRole("dialog", { name: "Decisions" });
  await within(dialog).findByText(
    "ghe-osaka.hoshino.example:1 had a@old.example when this was decided, and has no primary email now.",
  );
});

test("a column's head sorts by it, and the other way when it is asked again", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people");
  const table = await grid();
  await screen.findByRole("row", { name: /Person 0000001/ });
  expect(head("Person").getAttribute("aria-sort")).toBe("ascending");
  const call = vi.spyOn(backend, "call");
  const sorted = (sort: string, descending: boolean) =>
    expect(call).toHaveBeenCalledWith(
      "people_rows",
      expect.objectContaining({ query: expect.objectContaining({ sort, descending }) }),
    );
  await user.click(screen.getByRole("button", { name: "State" }));
  sorted("state", false);
  expect(head("Person").getAttribute("aria-sort")).toBeNull();
  await user.click(screen.getByRole("button", { name: "State" }));
  sorted("state", true);
  await waitFor(() => expect(head("State").getAttribute("aria-sort")).toBe("descending"));
  // By the keyboard: up from the first row, along, and down again.
  table.focus();
  await user.keyboard("{Home}{ArrowUp}{ArrowRight}");
  expect(document.activeElement?.textContent).toBe("Accounts");
  await user.keyboard("{Enter}");
  sorted("accounts", false);
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(table);
});

test("columns are chosen and remembered, and the head tells them", async () => {
  const user = userEvent.setup();
  openWindow("place=people");
  const table = await grid();
  await user.click(await screen.findByRole("button", { name: "Columns" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Login" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Joined by" }));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(table.getAttribute("aria-colcount")).toBe("4"));
  const heads = screen.getAllByRole("columnheader").map(({ textContent }) => textContent);
  expect(heads).toEqual(["Person", "Accounts", "State", "Login"]);
  expect(await screen.findByRole("gridcell", { name: "person-1" })).toBeTruthy();
});

test("Space selects for export, and only the selected are written", async () => {
  const user = userEvent.setup();
  const saveFile = vi.fn<Backend["saveFile"]>().mockResolvedValue(null);
  openWindow("place=people", { saveFile });
  const table = await grid();
  const row = await screen.findByRole("row", { name: /Person 0000002/ });
  table.focus();
  await user.keyboard("{Home} {ArrowDown} {ArrowUp} ");
  expect(row.getAttribute("aria-selected")).toBe("true");
  expect((await screen.findAllByText("1 selected")).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "Export…" }));
  const dialog = await screen.findByRole("dialog", { name: "Export people" });
  await user.click(within(dialog).getByRole("button", { name: "Save…" }));
  expect(saveFile).toHaveBeenCalledWith(
    expect.objectContaining({ only: ["ghe-osaka.hoshino.example:1"], format: "xlsx" }),
  );
});

test("people who are likely one are taken onto the worklist, and it is a mail in both languages", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people");
  const call = vi.spyOn(backend, "call");
  const table = await grid();
  await screen.findByRole("row", { name: /Person 0000001/ });
  table.focus();
  await user.keyboard("{Home}{Enter}");
  await user.click(await screen.findByRole("button", { name: "Add to worklist" }));
  expect(call).toHaveBeenCalledWith("change_worklist", {
    account: "ghe-osaka.hoshino.example:0",
    other: "cloud:haruka-sasaki-hsn",
    on: true,
  });
  await screen.findByRole("button", { name: "On the worklist, take off" });
  await user.click(screen.getByRole("button", { name: "More about people" }));
  await user.click(await screen.findByRole("menuitem", { name: "Worklist…" }));
  const dialog = await screen.findByRole("dialog", { name: "Worklist" });
  const mail = await within(dialog).findByRole("textbox", { name: "Text of the mail" });
  expect(mail.textContent).toContain("These accounts probably belong to the same person");
  await user.click(within(dialog).getByRole("button", { name: "日本語" }));
  await waitFor(() => expect(mail.textContent).toContain("同じ方のもの"));
  expect(mail.getAttribute("lang")).toBe("ja");
});

test("what a file of decisions would do is shown before it is taken", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=people");
  const call = vi.spyOn(backend, "call");
  await grid();
  await user.click(screen.getByRole("button", { name: "More about people" }));
  await user.click(await screen.findByRole("menuitem", { name: "Decisions…" }));
  await user.click(await screen.findByRole("button", { name: "Import…" }));
  const dialog = await screen.findByRole("dialog", {
    name: "Decisions of decisions-20261124.json",
  });
  expect(dialog.textContent).toContain("1 decision is new");
  expect(dialog.textContent).toContain("1 decision contradicts one that stands");
  expect(dialog.textContent).toContain("12 decisions stand here already.");
  expect(call).not.toHaveBeenCalledWith("take_decisions", expect.anything());
  await user.click(within(dialog).getByRole("button", { name: "Take 1 decision" }));
  expect(call).toHaveBeenCalledWith("take_decisions", { id: "import-1" });
});
