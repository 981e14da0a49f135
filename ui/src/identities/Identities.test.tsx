import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BackendFailure } from "../backend/backend";
import { changeAnswer, openWindow } from "../testing/window";

const open = async (user: ReturnType<typeof userEvent.setup>, button: RegExp = /^Identities…/) => {
  const [first] = await screen.findAllByRole("button", { name: button });
  if (first === undefined) throw new Error("there is no such button");
  await user.click(first);
  return screen.findByRole("dialog", { name: "Read identities and subscriptions" });
};

test("what is read and which scope opens it is said before, and only what is chosen is read", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  const call = vi.spyOn(backend, "call");
  const dialog = await open(user);
  within(dialog).getByText(/Needs the scope read:enterprise or admin:enterprise, and read:org/);
  within(dialog).getByText(/At hand: 1,001,940, added 18 Nov 2026/);
  within(dialog).getByText(/None at hand\./);
  await user.click(within(dialog).getByRole("checkbox", { name: "Visual Studio subscriptions" }));
  await user.click(within(dialog).getByRole("button", { name: "Read" }));
  await within(dialog).findByText("1,001,940 identities read");
  expect(call).toHaveBeenCalledWith("read_cloud_parts", { identities: true, subscriptions: false });
  await user.click(within(dialog).getByRole("button", { name: "Open the review" }));
  await screen.findByRole("heading", { level: 1, name: "Review before anything leaves" });
});

test("nothing chosen is said so, and nothing is asked", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  const dialog = await open(user);
  for (const box of within(dialog).getAllByRole("checkbox")) await user.click(box);
  const call = vi.spyOn(backend, "call");
  await user.click(within(dialog).getByRole("button", { name: "Read" }));
  expect((await within(dialog).findAllByText("Choose at least one.")).length).toBeGreaterThan(0);
  expect(call).not.toHaveBeenCalledWith("read_cloud_parts", expect.anything());
});

test("what stays unknown is told once for each reason, beside what was read", async () => {
  const user = userEvent.setup();
  openWindow("place=overview&state=faults");
  const dialog = await open(user, /some were not read/);
  within(dialog).getByText("998,110 identities read");
  within(dialog).getByText("Not read: hoshino-labs, hoshino-eu.");
  within(dialog).getByText(/The token lacks read:org\./);
  within(dialog).getByText(/GitHub tells of 998,114, 998,110 were read\./);
  within(dialog).getByText("Subscriptions were not read.");
});

test("a reading that goes on is seen without its dialog, and can be stopped", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview&state=running");
  const bars = await screen.findAllByRole("progressbar", {
    name: "Reading identities and subscriptions",
  });
  expect(bars[0]?.getAttribute("aria-valuetext")).toBe("421,000 of 1,001,940 identities");
  const dialog = await open(user);
  within(dialog).getByText("You can close this: the reading goes on.");
  const call = vi.spyOn(backend, "call");
  await user.click(within(dialog).getByRole("button", { name: "Stop reading" }));
  await within(dialog).findByRole("button", { name: "Read" });
  expect(call).toHaveBeenCalledWith("stop_reading_cloud_parts", {});
});

test("a token that is not there leaves the form as it was, and says what to do", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  changeAnswer(backend, "read_cloud_parts", () => {
    throw new BackendFailure({ code: "token_missing", params: { enterprise: "Hoshino Group" } });
  });
  const dialog = await open(user);
  await user.click(within(dialog).getByRole("button", { name: "Read" }));
  await within(dialog).findByText("Hoshino Group has no token.");
  expect(
    within(dialog)
      .getAllByRole<HTMLInputElement>("checkbox")
      .every((box) => box.checked),
  ).toBe(true);
});

test("the review says whether identities are at hand, and reads them from there", async () => {
  const user = userEvent.setup();
  openWindow("place=review");
  await screen.findByText(/^Identities at hand since 18 Nov 2026/);
  await open(user);
});

test("on the isolated side nothing reads them", async () => {
  openWindow("place=overview&state=isolated");
  await screen.findByRole("heading", { level: 1, name: "Overview" });
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Identities/ })).toBeNull());
});
