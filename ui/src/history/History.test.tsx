import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { openWindow } from "../testing/window";

test("servers are found by typing, with how many entries each has, and one is chosen", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=history");
  const call = vi.spyOn(backend, "call");
  await user.click(await screen.findByRole("button", { name: "Server: All servers" }));
  const panel = await screen.findByRole("dialog", { name: "Server" });
  const options = () => within(panel).getAllByRole("option");
  await waitFor(() => expect(options().length).toBe(4));
  within(panel).getByRole("option", { name: /^git\.plant-nagoya.*6$/ });
  await user.type(within(panel).getByRole("combobox", { name: "Find a server" }), "NAGOYA");
  await waitFor(() => expect(options().length).toBe(1));
  await user.click(within(panel).getByRole("option", { name: /^git\.plant-nagoya/ }));
  await screen.findByRole("button", { name: /^Server: git\.plant-nagoya/ });
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(call).toHaveBeenCalledWith(
    "history",
    expect.objectContaining({ server: "git.plant-nagoya.isolated.hoshino.example" }),
  );
});

test("what no server matches is said in the panel, and Escape leaves everything as it was", async () => {
  const user = userEvent.setup();
  openWindow("place=history");
  const button = await screen.findByRole("button", { name: "Server: All servers" });
  await user.click(button);
  const panel = await screen.findByRole("dialog", { name: "Server" });
  await user.type(within(panel).getByRole("combobox", { name: "Find a server" }), "nowhere");
  await within(panel).findByText("Nothing matches.");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(button);
});
