import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BackendFailure } from "../backend/backend";
import { changeAnswer, openWindow } from "../testing/window";

/** The receipt once it is there: its heading stands before the desk has answered. */
const receipt = () => screen.findByRole("heading", { level: 2, name: "What this receipt says" });

test("a receipt shows the whole digest and says that it claims no cause", async () => {
  openWindow("place=receipt");
  await receipt();
  const digits =
    document.querySelector("[class*=digest] [class*=whole]")?.textContent?.replaceAll(" ", "") ??
    "";
  expect(digits, "64 hex digits").toMatch(/^[0-9a-f]{64}$/);
  expect(screen.getByText(/the receipt claims no cause/)).toBeTruthy();
});

test("an answer is shown as it came, when asked for", async () => {
  const user = userEvent.setup();
  openWindow("place=receipt");
  await receipt();
  const [show] = screen.getAllByRole("button", { name: /^Show answer/ });
  if (show === undefined) throw new Error("the first answer can be shown");
  expect(show.getAttribute("aria-expanded")).toBe("false");
  await user.click(show);
  expect(show.getAttribute("aria-expanded")).toBe("true");
  expect(document.querySelector("pre")?.textContent).toContain('"syncState":"SUCCESS"');
});

test("a rehearsal bears the word practice, on the page and on paper", async () => {
  openWindow("place=receipt&state=practice");
  await receipt();
  expect(screen.getByText("Practice"), "the label beside the heading").toBeTruthy();
  expect(
    screen.getByText(/^Practice\. This receipt is a rehearsal/),
    "the line on paper",
  ).toBeTruthy();
  expect(
    screen.getByRole("heading", { name: "What the practice enterprise answered" }),
  ).toBeTruthy();
});

test("a real receipt does not bear the word practice", async () => {
  openWindow("place=receipt");
  await receipt();
  expect(screen.queryByText("Practice")).toBeNull();
});

test("saving says where to, and nothing when it was called off", async () => {
  const user = userEvent.setup();
  const saveReceipt = vi.fn<(number: string) => Promise<string | null>>();
  saveReceipt.mockResolvedValueOnce(null).mockResolvedValueOnce("/home/y.kudo/2026-0047.json");
  openWindow("place=receipt", { saveReceipt });
  const save = await screen.findByRole("button", { name: "Save receipt…" });
  await user.click(save);
  expect(screen.queryByText(/^Saved as/), "called off").toBeNull();
  await user.click(save);
  expect(
    (await screen.findAllByText("Saved as /home/y.kudo/2026-0047.json")).length,
  ).toBeGreaterThan(0);
});

test("paper is light whatever the window's appearance is", async () => {
  openWindow("place=receipt&theme=dark");
  await receipt();
  const root = document.documentElement;
  const shown = root.dataset.colorMode;
  window.dispatchEvent(new Event("beforeprint"));
  expect(root.dataset.colorMode).toBe("light");
  window.dispatchEvent(new Event("afterprint"));
  expect(root.dataset.colorMode, "as it was").toBe(shown);
});

test("a failed receipt says so and quotes the reason", async () => {
  openWindow("place=receipt&state=faults");
  await receipt();
  expect(screen.getByText(/GitHub could not process it\.$/)).toBeTruthy();
  expect(screen.getByText(/It answered “Server usage could not be processed”/)).toBeTruthy();
});

test("each count of a receipt opens to who stands behind it, and says when they were forgotten", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=receipt");
  await user.click(await screen.findByRole("button", { name: "2 missing there, show who" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText("s.mori")).toBeTruthy();
  expect(within(dialog).getByText("88201")).toBeTruthy();
  await user.keyboard("{Escape}");
  changeAnswer(backend, "confirmed_accounts", () => {
    throw new BackendFailure({ code: "not_found", params: { what: "original", id: "" } });
  });
  await user.click(screen.getByRole("button", { name: "271 merged, show who" }));
  expect(await screen.findByText(/no longer kept. The counts stay/)).toBeTruthy();
});
