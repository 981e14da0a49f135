import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { BackendFailure } from "../backend/backend";
import type { CheckLine } from "../generated/desk";
import { changeAnswer, openWindow } from "../testing/window";

const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name });

describe("before it begins", () => {
  test("opening GitHub's page begins the watch once, and the files stay at hand", async () => {
    const user = userEvent.setup();
    const openPage = vi.fn(async () => undefined);
    const backend = openWindow("place=handover&state=route", { openPage });
    const call = vi.spyOn(backend, "call");
    await user.type(await screen.findByRole("textbox", { name: /Change ticket/ }), " CHG-7 ");
    await user.click(await screen.findByRole("button", { name: "Open GitHub's page" }));
    expect(openPage).toHaveBeenCalledWith("Hoshino Group");

    const dropped = await screen.findByRole("button", { name: "I have dropped them" });
    await waitFor(() =>
      expect(dropped.dataset.primaryAction, "it takes the primary's slot").toBe(""),
    );
    expect(screen.getAllByRole("button", { name: "Show in folder" }).length).toBe(2);
    await user.click(screen.getByRole("button", { name: "Open the page again" }));
    await user.click(dropped);
    await heading("1 of 2 exports counted");
    const begun = call.mock.calls.filter(([name]) => name === "begin_hand_over");
    expect(begun, "begun once, with the ticket").toEqual([
      ["begin_hand_over", { review: "review-7", files: [], again: false, ticket: "CHG-7" }],
    ]);
  });

  test("a page that cannot be opened begins nothing", async () => {
    const user = userEvent.setup();
    const backend = openWindow("place=handover&state=route", {
      openPage: () =>
        Promise.reject(
          new BackendFailure({ code: "input_output", params: { reason: "no browser" } }),
        ),
    });
    const call = vi.spyOn(backend, "call");
    await user.click(await screen.findByRole("button", { name: "Open GitHub's page" }));
    expect(
      (await screen.findAllByText("Reading or writing on this computer failed.")).length,
    ).toBeGreaterThan(0);
    expect(call.mock.calls.some(([name]) => name === "begin_hand_over")).toBe(false);
  });

  test("a hand-over that is refused leaves everything as it stood", async () => {
    const user = userEvent.setup();
    const backend = openWindow("place=handover&state=route");
    const ask = backend.call;
    // Refused before anything was begun: the invented desk would go on to the progress.
    backend.call = (name, argument) =>
      name === "begin_hand_over"
        ? Promise.reject(new BackendFailure({ code: "bytes_changed", params: { name: "a.json" } }))
        : ask(name, argument);
    await user.click(await screen.findByRole("button", { name: "I have dropped them" }));
    expect(
      (await screen.findAllByText("a.json no longer has the reviewed bytes.")).length,
    ).toBeGreaterThan(0);
    expect(await heading("Hand over 2 exports to Hoshino Group")).toBeTruthy();
    expect(
      (await screen.findByRole("button", { name: "Open GitHub's page" })).dataset.primaryAction,
      "it can be begun again",
    ).toBe("");
  });

  test("dragging a tile has the system drag the file itself", async () => {
    const dragOut = vi.fn(async () => undefined);
    openWindow("place=handover&state=route", { dragOut });
    await heading(/^Hand over 2 exports/);
    const [show] = await screen.findAllByRole("button", { name: "Show in folder" });
    const tile = show?.closest("li");
    if (!tile) throw new Error("the buttons of a file stand in its tile");
    expect(tile.getAttribute("draggable"), "the page's own drag is left out of it").toBeNull();
    for (const times of [1, 2]) {
      fireEvent.mouseDown(tile, { clientX: 100, clientY: 100, button: 0 });
      fireEvent.mouseMove(tile, { clientX: 103, clientY: 100, buttons: 1 });
      expect(dragOut, "an unsteady hand drags nothing").toHaveBeenCalledTimes(times - 1);
      fireEvent.mouseMove(tile, { clientX: 110, clientY: 100, buttons: 1 });
      fireEvent.mouseMove(tile, { clientX: 120, clientY: 100, buttons: 1 });
      // The system keeps the end of its drag to itself: no mouseup follows.
      expect(dragOut).toHaveBeenCalledTimes(times);
    }
    expect(dragOut).toHaveBeenLastCalledWith({ kind: "prepared", id: "file-1" });
    fireEvent.mouseDown(show as HTMLElement, { clientX: 100, clientY: 100, button: 0 });
    fireEvent.mouseMove(tile, { clientX: 140, clientY: 100, buttons: 1 });
    expect(dragOut, "a button in the tile is no handle").toHaveBeenCalledTimes(2);
  });

  test("without dragging, the path of a file is copied whole", async () => {
    const user = userEvent.setup();
    const copy = vi.fn(async (_text: string | Promise<string>) => undefined);
    openWindow("place=handover&state=route", {
      copy,
      handedPath: async (file) => `/ready/${file}.json`,
    });
    const [copyPath] = await screen.findAllByRole("button", { name: "Copy path" });
    if (copyPath === undefined) throw new Error("each file has its path to copy");
    await user.click(copyPath);
    expect(copy, "while the click is handled").toHaveBeenCalledTimes(1);
    expect(await copy.mock.calls[0]?.[0]).toBe("/ready/file-1.json");
  });

  test("a line that does not hold is told, and hinders nothing", async () => {
    const backend = openWindow("place=handover&state=route");
    const checks: CheckLine[] = [
      { subject: "owner", state: "failed", params: { failure: "forbidden", status: 403 } },
      { subject: "clock", state: "fine", params: { seconds: 1 } },
    ];
    changeAnswer(backend, "prepare_hand_over", (answer) => ({ ...answer, checks }));
    expect(await screen.findByText(/the watch will end in “unconfirmed”/)).toBeTruthy();
    const primary = screen.getByRole("button", { name: "Open GitHub's page" });
    expect(primary.getAttribute("aria-disabled")).toBeNull();
  });

  test("changed bytes are never handed over", async () => {
    const backend = openWindow("place=handover&state=route");
    changeAnswer(backend, "prepare_hand_over", (answer) => ({
      ...answer,
      files: answer.files.map((file) => ({ ...file, same_bytes: false })),
    }));
    const primary = await screen.findByRole("button", { name: "Open GitHub's page" });
    expect(primary.getAttribute("aria-disabled")).toBe("true");
    expect(
      screen.queryByRole("button", { name: "Show in folder" }),
      "nor shown to be dragged",
    ).toBeNull();
  });
});

describe("on its way", () => {
  test("practice hands over at once, and the focus stands at the new heading", async () => {
    const user = userEvent.setup();
    openWindow("place=handover&state=empty");
    await user.click(await screen.findByRole("button", { name: "Hand over now" }));
    const title = await heading("Handing over 1 sample to the practice enterprise");
    await waitFor(() => expect(document.activeElement).toBe(title));
  });

  test("bytes on their way can be cancelled", async () => {
    const user = userEvent.setup();
    const backend = openWindow("place=handover&state=running");
    const call = vi.spyOn(backend, "call");
    await heading(/^Handing over/);
    expect(screen.getByText("20.9 MB of 33.0 MB")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(call).toHaveBeenCalledWith("cancel_sending", { id: "hand-over-3" });
  });

  test("the current step is marked, and only that one", async () => {
    openWindow("place=handover");
    const steps = await screen.findByRole("list", {
      name: "Steps of git.plant-nagoya.isolated.hoshino.example",
    });
    const current = within(steps)
      .getAllByRole("listitem")
      .filter((step) => step.getAttribute("aria-current") === "step");
    expect(current.map((step) => step.textContent)).toEqual([expect.stringMatching(/^Received/)]);
  });

  test("only the last reading of the count opens: the answer of the one before is not at hand", async () => {
    const user = userEvent.setup();
    openWindow("place=handover");
    const strip = await screen.findByRole("region", { name: "Licenses of the enterprise" });
    const opens = within(strip)
      .getAllByRole("button")
      .map((figure) => figure.textContent);
    expect(opens, "consumed now and purchased, not consumed before").toEqual([
      "1,003,771",
      "1,010,000",
    ]);
    await user.click(within(strip).getByRole("button", { name: /^1,003,771 consumed/ }));
    expect(await screen.findByRole("dialog", { name: "The answer, as it came" })).toBeTruthy();
  });

  test("the accounts that are held lead to the answer that says so", async () => {
    const user = userEvent.setup();
    openWindow("place=handover");
    await user.click(await screen.findByRole("button", { name: /^402,116 accounts held/ }));
    await heading("Receipt 2026-0047");
  });

  test("stopping the watch is asked first", async () => {
    const user = userEvent.setup();
    const backend = openWindow("place=handover");
    const call = vi.spyOn(backend, "call");
    await user.click(await screen.findByRole("button", { name: "Stop watching…" }));
    const asked = await screen.findByRole("alertdialog", { name: "Stop watching?" });
    expect(asked.textContent).toContain("1 export is not counted yet.");
    await user.click(within(asked).getByRole("button", { name: "Stop watching" }));
    expect(call).toHaveBeenCalledWith("stop_watching", { review: "review-7" });
  });

  test("a failed export quotes the reason, and leads to another try of these very bytes", async () => {
    const user = userEvent.setup();
    const backend = openWindow("place=handover&state=faults");
    const call = vi.spyOn(backend, "call");
    await heading("1 of 2 exports failed, 1 is unconfirmed");
    expect(screen.getByText("“Server usage could not be processed”")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Open receipt" }), "nothing is counted").toBeNull();
    const [again] = screen.getAllByRole("button", { name: "Hand over again…" });
    if (again === undefined) throw new Error("the failed export offers another try");
    await user.click(again);
    await heading(/^Hand over/);
    expect(call).toHaveBeenCalledWith("prepare_hand_over", {
      review: "review-7",
      files: ["file-1"],
      again: true,
      ticket: null,
    });
  });

  test("as soon as one export is counted, its receipt is the primary action", async () => {
    const user = userEvent.setup();
    openWindow("place=handover");
    await user.click(await screen.findByRole("button", { name: "Open receipt" }));
    await heading("Receipt 2026-0047");
  });
});

describe("the hand-off window", () => {
  test("it is chosen, confirmed with enterprise and files, and watching begins", async () => {
    const user = userEvent.setup();
    const openHandOffWindow = vi.fn(async (_window: unknown) => undefined);
    openWindow("place=handover&state=route", { openHandOffWindow });
    await user.click(await screen.findByRole("radio", { name: "A window of Seatbridge's own" }));
    await user.click(await screen.findByRole("button", { name: "Open hand-off window…" }));
    const dialog = await screen.findByRole("alertdialog", {
      name: "Open the hand-off window for Hoshino Group?",
    });
    expect(openHandOffWindow, "nothing before it is confirmed").not.toHaveBeenCalled();
    expect(dialog.textContent).toContain("github.hoshino.example-20261124-9f3a61c2.json");
    await user.click(await screen.findByRole("button", { name: "Open window" }));
    expect(openHandOffWindow).toHaveBeenCalledOnce();
    const opened = openHandOffWindow.mock.calls[0]?.[0];
    expect(opened).toMatchObject({
      enterprise: "Hoshino Group",
      files: [
        {
          file: "file-1",
          words: "Armed for github.hoshino.example-20261124-9f3a61c2.json, once",
        },
        {},
      ],
    });
    expect(await screen.findByRole("button", { name: "I have added them" })).toBeTruthy();
  });

  test("where the system can't do it, that is said and it can't be chosen", async () => {
    openWindow("place=handover&state=route", { handOffAvailable: async () => false });
    const own = await screen.findByRole("radio", { name: "A window of Seatbridge's own" });
    await waitFor(() => expect((own as HTMLInputElement).disabled).toBe(true));
    expect(
      screen.getByText("On this system a window can't answer a page's file chooser."),
    ).toBeTruthy();
    expect(await screen.findByRole("button", { name: "Open GitHub's page" })).toBeTruthy();
  });
});
