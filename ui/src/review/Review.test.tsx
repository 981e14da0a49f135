import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BackendFailure } from "../backend/backend";
import { changeAnswer, openWindow } from "../testing/window";

const sheet = () =>
  screen.findByRole("heading", { level: 1, name: "Review before anything leaves" });

test("a question offers its answers, and an answer can be taken back", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=review");
  const call = vi.spyOn(backend, "call");
  await user.click(await screen.findByRole("button", { name: "Renamed" }));
  expect(call).toHaveBeenCalledWith("answer_question", {
    file: "file-2",
    code: "other_host",
    choice: "renamed",
  });
  await user.click(await screen.findByRole("button", { name: "Take back" }));
  expect(call).toHaveBeenCalledWith("answer_question", {
    file: "file-2",
    code: "other_host",
    choice: null,
  });
  expect(
    await screen.findByRole("button", { name: "A clone" }),
    "the question is open again",
  ).toBeTruthy();
});

test("a count leads to the first finding of its kind", async () => {
  const user = userEvent.setup();
  openWindow("place=review");
  await user.click(await screen.findByRole("button", { name: "1 question" }));
  expect(document.activeElement?.textContent, "the question's row has the focus").toContain(
    "This server ID was git-nagoya.hoshino.example",
  );
});

test("what leaves is named field by field, the undocumented keys and the readable people too", async () => {
  openWindow("place=review");
  await sheet();
  const leaving = (await screen.findByRole("heading", { name: "What will leave" })).closest(
    "section",
  );
  const words = leaving?.textContent ?? "";
  expect(words).toContain("host name, server ID, version, HTTP only");
  expect(words, "a key that GitHub's page does not name").toContain("generated_by");
  expect(words, "fields of an open list").toContain("user_id, login, emails");
  expect(words, "a source for what is said of the sealed part").toContain("GitHub Docs");
});

test("the list of features holds dates and unknown keys, raw", async () => {
  const user = userEvent.setup();
  openWindow("place=review");
  await sheet();
  const [more] = await screen.findAllByRole("button", { name: "Show all features, 5 more" });
  if (more === undefined) throw new Error("the first server has more features than are shown");
  await user.click(more);
  const list = await screen.findByRole("dialog", { name: "Features of github.hoshino.example" });
  expect(within(list).getByText(/on since 12 Mar 2026/)).toBeTruthy();
  expect(within(list).getByText('"ghe-license 3.19"'), "the raw JSON of the key").toBeTruthy();
});

test("where nothing can leave, the primary action says why and does nothing", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=review&state=faults");
  // No hand-over of this review has begun.
  changeAnswer(backend, "hand_over_task", () => null);
  const primary = await screen.findByRole("button", { name: "Hand over…" });
  expect(primary.getAttribute("aria-disabled")).toBe("true");
  const reason = document.getElementById(primary.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent, "the reasons, file by file").toContain("1 file is still being read.");
  await user.click(primary);
  expect(await sheet(), "the review stays").toBeTruthy();
});

test("on the isolated side nothing is handed over", async () => {
  const backend = openWindow("place=review&state=isolated");
  changeAnswer(backend, "hand_over_task", () => null);
  const primary = await screen.findByRole("button", { name: "Hand over…" });
  expect(primary.getAttribute("aria-disabled")).toBe("true");
  expect(await screen.findByText(/This computer is on the isolated side/)).toBeTruthy();
});

test("reading shows bytes and accounts, and can be cancelled", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=review&state=faults");
  const call = vi.spyOn(backend, "call");
  expect(await screen.findByText("181,507 accounts · 26.1 MB of 41.4 MB")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(call).toHaveBeenCalledWith("cancel_reading", { file: "file-3" });
});

test("a name that would turn the direction of writing is made visible", async () => {
  openWindow("place=review&state=faults");
  expect((await screen.findAllByText("notes⟨U+202E⟩txt.json")).length).toBeGreaterThan(0);
});

test("closing the open review is asked of the desk, and leads to Overview", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=review");
  const call = vi.spyOn(backend, "call");
  await user.click(
    await screen.findByRole("button", { name: "Close the review, its files stay kept" }),
  );
  expect(call).toHaveBeenCalledWith("close_review", {});
  expect(await screen.findByRole("heading", { level: 1, name: "Overview" })).toBeTruthy();
});

test("a finding with a place leads to file, line and column, which can be copied as one", async () => {
  const user = userEvent.setup();
  const copy = vi.fn(async () => undefined);
  openWindow("place=review&state=faults", { copy });
  await user.click(await screen.findByRole("button", { name: "Show the place" }));
  const dialog = await screen.findByRole("dialog", { name: "Place in license-usage-eu.json" });
  expect(within(dialog).getByText("12,582,912, counted in bytes")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Copy Path with line and column" }));
  expect(copy).toHaveBeenCalledWith("/media/usb-0113/license-usage-eu.json:1:12582912");
});

test("bytes that are on their way already lead to their hand-over", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=review");
  changeAnswer(backend, "review_sheet", (answer) => {
    const changed = structuredClone(answer);
    changed?.files[0]?.entry.findings.push({
      code: "already_handed_over",
      severity: "note",
      at: null,
      params: { date: "2026-11-24T00:58:31Z", review: "review-7" },
    });
    return changed;
  });
  const finding = await screen.findByText("These very bytes were handed over already.");
  const row = finding.closest<HTMLElement>("[id^=finding-]");
  if (row === null) throw new Error("a finding has a row");
  await user.click(within(row).getByRole("button", { name: "Show the hand-over" }));
  expect(await screen.findByRole("heading", { level: 1, name: /counted$/ })).toBeTruthy();
});

test("where the count is not known, it can be asked for", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=review");
  changeAnswer(backend, "review_sheet", (answer) => answer && { ...answer, now: null });
  const call = vi.spyOn(backend, "call");
  await user.click(await screen.findByRole("button", { name: "Read from GitHub" }));
  expect(call).toHaveBeenCalledWith("read_consumed", {});
});

test("what the hand-over should change stands there with its range, and opens the people behind it", async () => {
  const user = userEvent.setup();
  openWindow("place=review");
  const after = await screen.findByRole("button", { name: /^1,004,218 after the hand-over/ });
  screen.getByText("998,640 to 1,005,507");
  screen.getByText("5,782");
  await user.click(after);
  await screen.findByRole("heading", { level: 1, name: "People" });
});

test("a number of which some people are missing is a least one, and leaves no more than it says", async () => {
  const backend = openWindow("place=review");
  changeAnswer(backend, "expected_count", ({ licenses }) => ({
    licenses: licenses && { ...licenses, complete: false },
    why_not: null,
  }));
  await screen.findByRole("button", { name: /^at least 1,004,218 after/ });
  screen.getByText("at most 5,782");
});

test("the counts of an open list, and who has no primary email, open to the accounts", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=review");
  const call = vi.spyOn(backend, "call");
  await user.click(
    await screen.findByRole("button", { name: "Suspended: 18,733, show the accounts" }),
  );
  const dialog = await screen.findByRole("dialog", { name: "Suspended" });
  await within(dialog).findByText("user-1");
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Show accounts" }));
  await screen.findByRole("dialog", { name: "Accounts without a primary email" });
  for (const only of ["suspended", "no_primary_email"]) {
    expect(call).toHaveBeenCalledWith("listed_accounts", { file: "file-2", only, skip: 0 });
  }
});

test("why nobody can know what will be counted is said, with what to do", async () => {
  const backend = openWindow("place=review");
  changeAnswer(backend, "expected_count", () => ({ licenses: null, why_not: "no_cloud_report" }));
  await screen.findByText(/^Whom the enterprise counts is not known/);
  await screen.findByRole("button", { name: "Read from GitHub" });
});

test("what became of a server's accounts opens to them, page by page", async () => {
  const user = userEvent.setup();
  openWindow("place=review&state=reports");
  await user.click(await screen.findByRole("button", { name: "Joined: 1,240, show the accounts" }));
  const dialog = await screen.findByRole("dialog", { name: /^Joined: accounts of / });
  expect(await within(dialog).findByText("200 of 1,240 shown")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Show more" }));
  expect(await within(dialog).findByText("400 of 1,240 shown")).toBeTruthy();
  expect(within(dialog).getAllByRole("row"), "each of them once, below the header").toHaveLength(
    401,
  );
});

test("a comparison that was stopped can be made after all", async () => {
  const user = userEvent.setup();
  let stopped = true;
  const backend = openWindow("place=review&state=reports");
  changeAnswer(backend, "count_changes", (counts) => {
    if (stopped) throw new BackendFailure({ code: "cancelled", params: {} });
    return counts;
  });
  expect(await screen.findByText("The comparison was stopped")).toBeTruthy();
  stopped = false;
  await user.click(screen.getByRole("button", { name: "Compare" }));
  expect(
    await screen.findByRole("button", { name: "Left: 311, show the accounts" }),
    "the counts stand there",
  ).toBeTruthy();
});
