import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { BackendFailure, type Drag } from "../backend/backend";
import type { Event } from "../generated/desk";
import { openWindow } from "../testing/window";

const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name });

const focusedRegion = () =>
  document.activeElement?.closest("[data-region]")?.getAttribute("data-region");

describe("keys", () => {
  test("Ctrl and a digit go to the places in the order of the navigation", async () => {
    const user = userEvent.setup();
    openWindow("");
    await heading("Overview");
    await user.keyboard("{Control>}2{/Control}");
    await heading("Servers");
    await user.keyboard("{Control>}3{/Control}");
    await heading("People");
    await user.keyboard("{Control>}4{/Control}");
    await heading("History");
    await user.keyboard("{Control>}5{/Control}");
    await heading("Settings");
    await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    await heading("History");
  });

  test("? opens the table of keys, and Esc closes it without leaving the place", async () => {
    const user = userEvent.setup();
    openWindow("place=history");
    await heading("History");
    await user.keyboard("?");
    const table = await screen.findByRole("dialog", { name: "Keyboard" });
    expect(within(table).getByText("Ctrl O"), "the key of Add files…").toBeTruthy();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await heading("History");
  });

  test("Ctrl O adds files", async () => {
    const user = userEvent.setup();
    const chooseFiles = vi.fn(async () => undefined);
    openWindow("", { chooseFiles });
    await heading("Overview");
    await user.keyboard("{Control>}o{/Control}");
    expect(chooseFiles).toHaveBeenCalledOnce();
  });

  test("Ctrl Enter does the primary action: the sample is reviewed", async () => {
    const user = userEvent.setup();
    const backend = openWindow("state=empty");
    const call = vi.spyOn(backend, "call");
    await screen.findByRole("button", { name: "Review the sample export" });
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(call).toHaveBeenCalledWith("add_sample", { sample: "sealed" });
  });

  test("Esc leaves a task for the place above, and its files stay", async () => {
    const user = userEvent.setup();
    const backend = openWindow("place=receipt");
    const call = vi.spyOn(backend, "call");
    await heading(/^Receipt/);
    await user.keyboard("{Escape}");
    await heading("History");
    expect(call).not.toHaveBeenCalledWith("close_review", expect.anything());
  });

  test("Ctrl C on what can be copied copies all of it", async () => {
    const user = userEvent.setup();
    const copy = vi.fn(async () => undefined);
    openWindow("place=receipt", { copy });
    const [button] = await screen.findAllByRole("button", { name: "Copy SHA-256" });
    button?.focus();
    await user.keyboard("{Control>}c{/Control}");
    expect(copy).toHaveBeenCalledWith(expect.stringMatching(/^[0-9a-f]{64}$/));
  });

  test("F6 walks through the regions and around the end", async () => {
    const user = userEvent.setup();
    openWindow("");
    await screen.findByRole("heading", { name: "What needs doing" });
    const walked: (string | null | undefined)[] = [];
    for (let step = 0; step < 4; step += 1) {
      await user.keyboard("{F6}");
      walked.push(focusedRegion());
    }
    expect(walked).toEqual(["navigation", "content", "side", "navigation"]);
  });
});

test("the navigation keeps the focus while it is walked through", async () => {
  const user = userEvent.setup();
  openWindow("");
  const history = await screen.findByRole("link", { name: "History" });
  history.focus();
  await user.keyboard("{Enter}");
  await heading("History");
  expect(document.activeElement, "the very link, not one made anew").toBe(history);
});

describe("practice", () => {
  test("stands over every place and cannot be dismissed", async () => {
    const user = userEvent.setup();
    openWindow("state=practice");
    for (const place of ["Overview", "History", "Settings"]) {
      await user.click(await screen.findByRole("link", { name: place }));
      await heading(place);
      const bar = screen.getByRole("region", { name: "Practice." });
      expect(within(bar).getAllByRole("button"), "only the way to a real enterprise").toHaveLength(
        1,
      );
    }
    expect(document.title).toBe("Settings, Practice enterprise (practice)");
  });
});

function windowWithDrag(search: string) {
  const listeners: ((drag: Drag | null) => void)[] = [];
  openWindow(search, {
    onDrag: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
  });
  return (drag: Drag | null) => listeners.forEach((listener) => listener(drag));
}

describe("what hangs over the window", () => {
  test("is named, counted, and gone as soon as it leaves", async () => {
    const drag = windowWithDrag("");
    await heading("Overview");
    const files = ["a.json", "b.json"].map((name) => ({ name, bytes: 912, folder_files: null }));
    drag({ unusable: false, files });
    await screen.findByText("Release to review 2 files");
    drag(null);
    await waitFor(() => expect(screen.queryByText(/Release/)).toBeNull());
  });

  test("says that a text cannot be taken", async () => {
    const drag = windowWithDrag("");
    await heading("Overview");
    drag({ unusable: true, files: [] });
    await screen.findByText("This can't be taken");
  });

  test("does not cover a dialog", async () => {
    const user = userEvent.setup();
    const drag = windowWithDrag("");
    await heading("Overview");
    await user.keyboard("?");
    await screen.findByRole("dialog");
    drag({ unusable: false, files: [] });
    expect(screen.queryByText(/Release/)).toBeNull();
  });
});

describe("failures", () => {
  test("are told in words above the place, once, until they are taken away", async () => {
    const user = userEvent.setup();
    openWindow("", {
      chooseFiles: async () => {
        throw new BackendFailure({ code: "disk_full", params: {} });
      },
    });
    const add = await screen.findByRole("button", { name: /Add files/ });
    await user.click(add);
    await user.click(add);
    const banners = await screen.findAllByRole("region", { name: "The disk is full." });
    expect(banners, "the same failure twice is told once").toHaveLength(1);
    // The banner has its button twice, for wide and for narrow; style shows one of them.
    const [dismiss] = screen.getAllByRole("button", { name: "Dismiss" });
    if (dismiss !== undefined) await user.click(dismiss);
    expect(screen.queryByRole("region", { name: "The disk is full." })).toBeNull();
  });

  test("calling off a dialog of the system is none", async () => {
    const user = userEvent.setup();
    openWindow("", {
      chooseFiles: async () => {
        throw new BackendFailure({ code: "cancelled", params: {} });
      },
    });
    await user.click(await screen.findByRole("button", { name: /Add files/ }));
    expect(screen.queryByRole("button", { name: "Dismiss" })).toBeNull();
  });
});

test("what arrives in the review opens it, from wherever the person was", async () => {
  const user = userEvent.setup();
  openWindow("state=empty");
  await user.click(await screen.findByRole("button", { name: "Review the sample export" }));
  await heading("Review before anything leaves");
});

test("an event makes the window ask again for what it shows", async () => {
  const listeners: ((event: Event) => void)[] = [];
  const push = (event: Event) => listeners.forEach((listener) => listener(event));
  const backend = openWindow("", {
    onEvent: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
  });
  await screen.findByRole("heading", { name: "What needs doing" });
  const call = vi.spyOn(backend, "call");
  push({ event: "reading", file: "file-1", bytes: 1, total: 2, accounts: 0 });
  expect(call, "progress asks nothing").not.toHaveBeenCalled();
  push({ event: "review_changed" });
  await waitFor(() => expect(call).toHaveBeenCalledWith("overview", {}));
});
