import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { openWindow } from "../testing/window";

const row = async (name: RegExp) => {
  const table = await screen.findByRole("table", { name: "Servers" });
  return within(table).getByRole("row", { name });
};

test("what is not known of a server is a word, and never zero", async () => {
  openWindow("place=servers");
  const sealed = await row(/sealed\.hoshino/);
  const words = within(sealed).getAllByText("unknown");
  expect(words.length, "accounts, suspended, people from").toBe(3);
  expect(within(sealed).queryByText("0")).toBeNull();
});

test("one id on two hosts is told with what to do", async () => {
  openWindow("place=servers");
  await screen.findByText("One server ID on two hosts.");
  await screen.findByText("One host with two server IDs.");
});

test("a figure opens the people behind it", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=servers");
  const call = vi.spyOn(backend, "call");
  const server = await row(/ghe-osaka/);
  await user.click(within(server).getByRole("button", { name: /20,877 Suspended/ }));
  await screen.findByRole("heading", { level: 1, name: "People" });
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith(
      "people_rows",
      expect.objectContaining({
        query: expect.objectContaining({
          behind: { of: "server", host: "ghe-osaka.hoshino.example", count: "suspended" },
        }),
      }),
    ),
  );
});

test("a server has a page of its own, which leads back", async () => {
  const user = userEvent.setup();
  const chooseFiles = vi.fn(async () => undefined);
  openWindow("place=servers", { chooseFiles });
  const server = await row(/ghe-osaka/);
  await user.click(within(server).getByRole("link", { name: /ghe-osaka/ }));
  await screen.findByRole("heading", { level: 1, name: "ghe-osaka.hoshino.example" });
  await screen.findByRole("heading", { name: "Identity" });
  await user.click(screen.getByRole("button", { name: "Add its export…" }));
  expect(chooseFiles).toHaveBeenCalledOnce();
  await user.keyboard("{Escape}");
  await screen.findByRole("heading", { level: 1, name: "Servers" });
});
