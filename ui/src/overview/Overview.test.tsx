import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { PeopleNumber } from "../generated/desk";
import { changeAnswer, openWindow } from "../testing/window";

test("the count can be asked for, and is drawn anew with what was answered", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  await screen.findByRole("button", { name: /^1,001,940 consumed/ });
  changeAnswer(backend, "overview", (answer) => ({
    ...answer,
    consumed: { consumed: 1_003_771, purchased: 1_010_000, at: "2026-11-24T01:31:00Z" },
  }));
  const call = vi.spyOn(backend, "call");
  await user.click(screen.getByRole("button", { name: "Read now" }));
  await waitFor(() => expect(call).toHaveBeenCalledWith("read_consumed", {}));
  expect(await screen.findByRole("button", { name: /^1,003,771 consumed/ })).toBeTruthy();
});

test("on the isolated side nothing can be asked, so nothing offers it", async () => {
  openWindow("place=overview&state=isolated");
  await screen.findByText("On the isolated side nothing can be asked.");
  expect(screen.queryByRole("button", { name: "Read now" })).toBeNull();
});

test("the first run promises only what this version tells", async () => {
  openWindow("place=overview&state=empty");
  const says = await screen.findByText("You see what it says, and what will leave.");
  expect(says.textContent, "nobody is counted yet").not.toMatch(/count/);
});

test("where no file tells of anybody, the number is not known instead of nought", async () => {
  const nobody = {
    complete: false,
    unknown_servers: ["github.hoshino.example"],
    licenses: { low: 0, documented: 0, high: 0, planned: 0, unseen: 0 },
    decisions: 0,
    cloud: null,
    waterfall: [{ step: "server_accounts", change: 0, total: 0 }],
    difference: [],
    todo: [],
  } as unknown as PeopleNumber;
  const backend = openWindow("place=overview");
  changeAnswer(backend, "people_number", () => nobody);
  expect(
    await screen.findByText(/Nobody here knows who is on github\.hoshino\.example/u),
  ).toBeTruthy();
  expect(screen.getAllByText("not known").length).toBeGreaterThan(0);
  expect(screen.queryByText(/at least/u)).toBeNull();
  expect(screen.queryByRole("heading", { name: "How the number comes about" })).toBeNull();
});
