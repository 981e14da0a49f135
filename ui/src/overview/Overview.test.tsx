import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { PeopleNumber } from "../generated/desk";
import { changeAnswer, openWindow } from "../testing/window";
import { inOrder } from "./todo";

test("the count can be asked for, and is drawn anew with what was answered", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  await screen.findByRole("button", { name: /^\+2,278 against the enterprise's count/ });
  changeAnswer(backend, "overview", (answer) => ({
    ...answer,
    consumed: { consumed: 1_003_771, purchased: 1_010_000, at: "2026-11-24T01:31:00Z" },
  }));
  const call = vi.spyOn(backend, "call");
  await user.click(screen.getByRole("button", { name: "Read from GitHub" }));
  await waitFor(() => expect(call).toHaveBeenCalledWith("read_consumed", {}));
  expect(await screen.findByRole("button", { name: /^\+447 against/ })).toBeTruthy();
});

test("on the isolated side nothing can be asked, so nothing offers it", async () => {
  openWindow("place=overview&state=isolated");
  await screen.findByText("On the isolated side nothing can be asked.");
  expect(screen.queryByRole("button", { name: "Read from GitHub" })).toBeNull();
});

test("the first run promises only what this version tells", async () => {
  openWindow("place=overview&state=empty");
  const says = await screen.findByText("You see what it says, and what will leave.");
  expect(says.textContent, "nobody is counted yet").not.toMatch(/count/);
});

test("where no file tells of anybody, the number is not known instead of nought", async () => {
  const nobody: PeopleNumber = {
    complete: false,
    servers: 1,
    unknown_servers: ["github.hoshino.example"],
    cloud_servers: [],
    licenses: { low: 0, documented: 0, high: 0, planned: 0, unseen: 0 },
    decisions: 0,
    cloud: null,
    waterfall: [{ step: "server_accounts", change: 0, total: 0 }],
    difference: [],
    notices: [],
    todo: [],
  };
  const backend = openWindow("place=overview");
  changeAnswer(backend, "people_number", () => nobody);
  expect(
    await screen.findByText(/Nobody here knows who is on github\.hoshino\.example/u),
  ).toBeTruthy();
  expect(screen.getAllByText("not known").length).toBeGreaterThan(0);
  expect(screen.queryByText(/at least/u)).toBeNull();
  expect(screen.queryByRole("heading", { name: "How the number comes about" })).toBeNull();
});

test('places bear what they count, with "at least" where somebody may be missing, and no zero', async () => {
  const backend = openWindow("place=settings");
  await screen.findByRole("link", { name: "Servers (6)" });
  await screen.findByRole("link", { name: "People (1,004,218)" });
  expect(screen.getByRole("link", { name: "History" })).toBeTruthy();
  changeAnswer(backend, "people_number", (number) =>
    number === null
      ? null
      : {
          ...number,
          complete: false,
          servers: 0,
          licenses: { ...number.licenses, documented: 926_305 },
        },
  );
  await backend.call("change_settings", NOTHING_CHANGED);
  const people = await screen.findByRole("link", { name: "People (at least 926,305)" });
  expect(within(people).getByTitle("at least 926,305").textContent).toBe("926,305");
  expect(screen.getByRole("link", { name: "Servers" })).toBeTruthy();
});

const NOTHING_CHANGED = { language: null, appearance: null, side: null, enterprise: null };

test("what is read one after the other stands so in the document", async () => {
  openWindow("place=overview");
  await screen.findByRole("heading", { name: /^Against GitHub's own count/ });
  const headings = screen
    .getAllByRole("heading", { level: 2 })
    .map(({ textContent }) => textContent);
  expect(headings).toEqual([
    "People who will take a license",
    "What needs doing",
    "How the number comes about",
    "Against GitHub's own count: +2,278",
    "Servers",
  ]);
});

test("what needs doing stands in one order, whoever told it, and never more than six", async () => {
  openWindow("place=overview&state=faults");
  const list = await screen.findByRole("list", { name: "What needs doing" });
  const items = within(list)
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent?.replace(/^\d+/, ""));
  expect(items.length).toBe(6);
  expect(items[0]).toMatch(/^Follow 1 export to Hoshino Group/);
  expect(within(list).getAllByRole("button", { name: "Continue" }).length).toBe(1);
});

test("a missing scope comes last", () => {
  const todo = inOrder([
    { what: "missing_scope", enterprise: "Hoshino Group", scope: "read:enterprise" },
    { what: "export_again", server: "ghes.example", days: 41 },
    { what: "dormant", people: 3 },
    { what: "counted_twice", people: 2, freeable: 1 },
  ]);
  expect(todo.map(({ what }) => what)).toEqual([
    "export_again",
    "counted_twice",
    "dormant",
    "missing_scope",
  ]);
});

test("what is left opens to what it is reckoned from, and to the enterprise's answer", async () => {
  const user = userEvent.setup();
  openWindow("place=overview");
  await user.click(await screen.findByRole("button", { name: /^5,782 left of purchased/ }));
  const dialog = await screen.findByRole("dialog", { name: "Left of purchased" });
  within(dialog).getByText("1,010,000");
  within(dialog).getByText("1,004,218");
  await within(dialog).findByText(/total_seats_purchased/u);
});

test("an incomplete number leaves no more than it says", async () => {
  openWindow("place=overview&state=faults");
  await screen.findByRole("button", { name: /^at most 5,782 left of purchased/ });
});

test("what nobody can explain opens to the totals of the cloud's own report", async () => {
  const user = userEvent.setup();
  openWindow("place=overview");
  await user.click(await screen.findByRole("button", { name: /^\+6 unexplained/ }));
  const dialog = await screen.findByRole("dialog", { name: "Unexplained" });
  within(dialog).getByText("1,001,946");
  within(dialog).getByText("consumed-licenses.json");
});

test("a part of the difference that nobody here stands behind opens to what the cloud lists", async () => {
  const user = userEvent.setup();
  openWindow("place=overview");
  await user.click(await screen.findByRole("button", { name: /^−411 Gone accounts/ }));
  const dialog = await screen.findByRole("dialog", { name: "Gone accounts: −411" });
  await within(dialog).findByText("100 of 411 shown");
  await user.click(within(dialog).getByRole("button", { name: "Show more" }));
  await within(dialog).findByText("200 of 411 shown");
  within(dialog).getByText("left.150@hoshino.example");
});

test("what else tells why the cloud counts more stands with the difference, and opens to its people", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  const call = vi.spyOn(backend, "call");
  await screen.findByText(/GitHub Connect is off on 2 servers/u);
  screen.getByText(/GitHub Code Security 12,040, GitHub Secret Protection 31,655/u);
  await user.click(screen.getByRole("button", { name: "Show people" }));
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith(
      "people_rows",
      expect.objectContaining({
        query: expect.objectContaining({ behind: { of: "no_verified_email" } }),
      }),
    ),
  );
});

test.each([
  ["the merges that nobody can foresee", /^4,131 merges/, { behind: { of: "unseen" }, facets: [] }],
  ["the planned number", /^1,004,204 planned/, { behind: null, facets: ["decided"] }],
  [
    "the first step of the waterfall",
    /^1,312,906 server accounts/,
    { behind: { of: "step", step: "server_accounts" } },
  ],
])("%s opens to its people", async (_, name, query) => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  const call = vi.spyOn(backend, "call");
  await user.click(await screen.findByRole("button", { name }));
  await screen.findByRole("heading", { level: 1, name: "People" });
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith(
      "people_rows",
      expect.objectContaining({ query: expect.objectContaining(query) }),
    ),
  );
});
