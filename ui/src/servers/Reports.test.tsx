import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BackendFailure } from "../backend/backend";
import { changeAnswer, openWindow } from "../testing/window";

const open = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(await screen.findByRole("button", { name: "Read its reports…" }));
  return screen.findByRole("dialog", { name: /^Read from / });
};
const tokenOf = (dialog: HTMLElement) =>
  within(dialog).getByLabelText<HTMLInputElement>(/^Site administrator's token/);

test("a server is read with the token that was typed, and its files lead to the review", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=server");
  const dialog = await open(user);
  await waitFor(() => expect(document.activeElement).toBe(tokenOf(dialog)));
  expect(tokenOf(dialog).type).toBe("password");
  within(dialog).getByText(/with the scope site_admin, made on this server/);
  const call = vi.spyOn(backend, "call");
  await user.type(tokenOf(dialog), " ghp_invented ");
  await user.click(within(dialog).getByRole("checkbox", { name: /^Dormant accounts/ }));
  await user.click(within(dialog).getByRole("button", { name: "Read" }));
  await screen.findByRole("heading", { level: 1, name: "Review before anything leaves" });
  expect(call).toHaveBeenCalledWith("read_server", {
    server: expect.stringContaining("hoshino.example"),
    token: "ghp_invented",
    keep_token: false,
    files: ["all_users", "license", "dormant_users"],
  });
});

test("what is missing in the form is said before anything is asked", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=server");
  const dialog = await open(user);
  const call = vi.spyOn(backend, "call");
  await user.click(within(dialog).getByRole("checkbox", { name: /^All accounts/ }));
  await user.click(within(dialog).getByRole("checkbox", { name: /^License of the server/ }));
  await user.click(within(dialog).getByRole("button", { name: "Read" }));
  await within(dialog).findByText("Type the token.");
  expect(within(dialog).getAllByText("Choose at least one.").length).toBeGreaterThan(0);
  expect(call).not.toHaveBeenCalledWith("read_server", expect.anything());
});

test("a token that is refused is told in a server's own words, and stays to be corrected", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=server");
  changeAnswer(backend, "read_server", () => {
    throw new BackendFailure({ code: "cloud", params: { failure: "unauthorized", status: 401 } });
  });
  const dialog = await open(user);
  await user.type(tokenOf(dialog), "ghp_another");
  await user.click(within(dialog).getByRole("button", { name: "Read" }));
  await within(dialog).findByText("The token was not accepted.");
  within(dialog).getByText(/Type a token that was made on this server/);
  expect(within(dialog).queryByText(/in Settings/), "Settings knows no server's token").toBeNull();
  expect(tokenOf(dialog).value).toBe("ghp_another");
});

test("while the server makes a report, its time is told, and it can be stopped", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=server&state=running");
  const dialog = await open(user);
  within(dialog).getByText("all_users.csv: the server is making it, 42 s so far");
  const call = vi.spyOn(backend, "call");
  await user.click(within(dialog).getByRole("button", { name: "Stop reading" }));
  await within(dialog).findByRole("button", { name: "Read" });
  expect(call).toHaveBeenCalledWith("stop_reading_server", { key: expect.any(String) });
});

test("what was not read of a server stands beside what was", async () => {
  const user = userEvent.setup();
  openWindow("place=server&state=faults");
  const dialog = await open(user);
  within(dialog).getByText("License of the server, 212 B");
  within(dialog).getByText("all_users.csv was not read.");
  within(dialog).getByText("Ask again in a while: it goes on making it.");
});

test("a token at hand need not be typed again, and can be forgotten", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=server");
  changeAnswer(backend, "server_reading", (stand) => ({ ...stand, token: "keychain" }));
  const dialog = await open(user);
  await within(dialog).findByText(/The keychain has a token for this server/);
  const call = vi.spyOn(backend, "call");
  await user.click(within(dialog).getByRole("button", { name: "Forget the token" }));
  expect(call).toHaveBeenCalledWith("forget_server_token", { key: expect.any(String) });
  await user.click(within(dialog).getByRole("button", { name: "Read" }));
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith("read_server", expect.objectContaining({ token: null })),
  );
});

test("a server without HTTPS is not sent a token, and the other way is said", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=server");
  changeAnswer(backend, "server", (page) => ({ ...page, http_only: true }));
  const dialog = await open(user);
  within(dialog).getByText(/This server speaks HTTP only/);
  expect(within(dialog).queryByRole("button", { name: "Read" })).toBeNull();
});

test("on the isolated side no server is asked", async () => {
  openWindow("place=server&state=isolated");
  await screen.findByRole("button", { name: "Add its export…" });
  expect(screen.queryByRole("button", { name: "Read its reports…" })).toBeNull();
});
