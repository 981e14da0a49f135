import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BackendFailure, type Backend } from "../backend/backend";
import { openWindow } from "../testing/window";

type SaveFile = Backend["saveFile"];

const refuseAll: SaveFile = () =>
  Promise.reject(new BackendFailure({ code: "disk_full", params: {} }));

async function openExport(change: Partial<Backend> = {}) {
  const user = userEvent.setup();
  const backend = openWindow("place=people", change);
  await user.click(await screen.findByRole("button", { name: "Export…" }));
  const dialog = await screen.findByRole("dialog", { name: "Export people" });
  return { user, backend, dialog };
}

test("everybody who is found is written in the chosen form, and the place is told", async () => {
  const saveFile = vi.fn<SaveFile>().mockResolvedValue("/home/y.kudo/people.csv");
  const { user, dialog } = await openExport({ saveFile });
  await within(dialog).findByText("All 1,004,218 people found");
  await user.click(within(dialog).getByRole("radio", { name: "Table in text (.csv)" }));
  await user.click(within(dialog).getByRole("button", { name: "Save…" }));
  await within(dialog).findByText("Saved as /home/y.kudo/people.csv");
  expect(saveFile).toHaveBeenCalledWith({
    what: "people",
    query: expect.objectContaining({ text: "", facets: [] }),
    only: null,
    format: "csv",
  });
});

test("called off in the system's dialog, the choice is there again", async () => {
  const { user, dialog } = await openExport({ saveFile: () => Promise.resolve(null) });
  await user.click(within(dialog).getByRole("button", { name: "Save…" }));
  expect(await within(dialog).findByRole("button", { name: "Save…" })).toBeTruthy();
});

test("it tells how far it is, and Cancel stops it", async () => {
  let refuse: ((reason: unknown) => void) | undefined;
  const saveFile: SaveFile = () =>
    new Promise((_, reject) => {
      refuse = reject;
    });
  const { user, backend, dialog } = await openExport({ saveFile });
  const call = vi.spyOn(backend, "call");
  await user.click(within(dialog).getByRole("button", { name: "Save…" }));
  const bar = await within(dialog).findByRole("progressbar", { name: "Progress of the export" });
  expect(bar.getAttribute("aria-valuenow")).toBe("0");
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(call).toHaveBeenCalledWith("cancel_saving", {});
  refuse?.(new BackendFailure({ code: "cancelled", params: {} }));
  expect(await within(dialog).findByRole("button", { name: "Save…" })).toBeTruthy();
});

test("what fails is told at the top of the window", async () => {
  const { user, dialog } = await openExport({ saveFile: refuseAll });
  await user.click(within(dialog).getByRole("button", { name: "Save…" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect((await screen.findAllByText("The disk is full.")).length).toBeGreaterThan(0);
});
