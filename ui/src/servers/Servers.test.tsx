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
  await screen.findByText("One server is known from GitHub only.");
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
  expect(chooseFiles).toHaveBeenCalledWith("ghe-osaka.hoshino.example");
  await user.keyboard("{Escape}");
  await screen.findByRole("heading", { level: 1, name: "Servers" });
});

test.each(["servers", "server"])(
  "whether a server was renamed or cloned is answered in the place %s",
  async (place) => {
    const user = userEvent.setup();
    const backend = openWindow(`place=${place}`);
    const call = vi.spyOn(backend, "call");
    await screen.findByText(/was git-nagoya\.hoshino\.example, and is git\.plant/u);
    await user.click(screen.getByRole("button", { name: "Renamed" }));
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith("answer_question", {
        file: "file-3",
        code: "other_host",
        choice: "renamed",
      }),
    );
  },
);

test("an export that was added for a server and names another is asked about on its page", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=servers");
  const server = await row(/^github\.hoshino/);
  await user.click(within(server).getByRole("link", { name: /github\.hoshino/ }));
  await screen.findByText(/names github-new\.hoshino\.example/u);
  const call = vi.spyOn(backend, "call");
  await user.click(screen.getByRole("button", { name: "The same server" }));
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith("answer_question", {
      file: "file-3",
      code: "other_than_chosen",
      choice: "same",
    }),
  );
});

test("a line of the host's says that a question is open", async () => {
  openWindow("place=servers");
  const asked = await row(/git\.plant-nagoya/);
  within(asked).getByText("Host name or ID changed, 1 question");
});

test("accounts over time are a line, and the table of exports has its figures", async () => {
  const user = userEvent.setup();
  openWindow("place=server");
  const chart = await screen.findByRole("img", { name: /^From 208,411 accounts on/ });
  expect(chart).toBeTruthy();
  const table = screen.getByRole("table", { name: "Exports" });
  within(table).getByRole("button", { name: /^\+611 accounts on 24 Nov 2026/ });
  await user.click(within(table).getByRole("button", { name: /^214,906 accounts on/ }));
  const dialog = await screen.findByRole("dialog", { name: /^Accounts at the export of 24 Nov/ });
  await within(dialog).findByText("user-200");
  await within(dialog).findByText("200 of 214,906 shown");
  await user.click(within(dialog).getByRole("button", { name: "Open the review" }));
  await screen.findByRole("heading", { level: 1, name: "Review before anything leaves" });
});
