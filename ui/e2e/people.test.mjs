import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { audit, openWindow, startBrowser } from "./browser.mjs";
import { startHost } from "./host.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

/** What a dialog says of the place where it wrote. */
async function savedPath(dialog) {
  const words = await dialog.getByText(/^Saved as /).textContent();
  return words.slice("Saved as ".length);
}

test("people are sorted, selected and exported, and decided upon with what a file says, by the keyboard and the pointer", async () => {
  const folder = await mkdtemp(join(tmpdir(), "seatbridge-e2e-people-"));
  const theirs = join(folder, "theirs.json");
  const host = await startHost({ files: [theirs] });
  try {
    const { page, faults } = await openWindow(browser, host);
    await page.getByRole("button", { name: /sample-open\.json/ }).click();
    await page.getByRole("heading", { level: 1, name: /^Review/ }).waitFor();
    await page.locator("main [data-primary-action]:not([aria-disabled])").waitFor();
    await page.getByRole("link", { name: /^People/ }).click();
    const grid = page.getByRole("grid", { name: "People" });
    const rows = grid.getByRole("row");
    await rows.nth(1).waitFor();

    await grid.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.locator('[role="columnheader"][aria-sort="descending"]').waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator('[role="grid"][aria-busy="false"]').waitFor();
    await page.keyboard.press("Space");
    await page.locator("footer").getByText("1 selected").waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Server" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("columnheader", { name: "Server" }).waitFor();
    await audit(page, host, "people with one selected, sorted the other way, and another column");

    const query = { text: "", facets: [], behind: null, sort: "name", descending: true };
    const found = await host.call("people_rows", { query, from: 0, count: 500 });
    await page.getByRole("button", { name: "Export…" }).click();
    const exporting = page.getByRole("dialog", { name: "Export people" });
    await exporting.waitFor();
    await audit(page, host, "export");
    await exporting.getByRole("radio", { name: /people found$/ }).check();
    await exporting.getByRole("radio", { name: "Table in text (.csv)" }).check();
    await exporting.getByRole("button", { name: "Save…" }).click();
    const table = await savedPath(exporting);
    assert.equal((await stat(table)).mode & 0o777, 0o600, "nobody else can read it");
    const lines = (await readFile(table, "utf8")).trimEnd().split("\r\n");
    assert.equal(lines.length, found.total + 1, "a head, and everybody who is found");
    assert.ok(lines[1].includes(found.rows[0].key), "in the order of the grid");
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "More about people" }).click();
    await page.getByRole("menuitem", { name: "Worklist…" }).click();
    await page.getByRole("dialog", { name: "Worklist" }).waitFor();
    await audit(page, host, "worklist");
    await page.keyboard.press("Escape");

    const [first, second] = found.rows;
    const decisions = [
      {
        kind: "exclude",
        account: first.key,
        note: "left",
        emails: { [first.key]: "old@corp.example" },
      },
      { kind: "exclude", account: second.key, note: "" },
    ];
    await writeFile(theirs, JSON.stringify({ schema: "seatbridge.decisions/1", decisions }));
    await page.getByRole("button", { name: "More about people" }).click();
    await page.getByRole("menuitem", { name: "Decisions…" }).click();
    await page.getByRole("button", { name: "Import…" }).click();
    const looked = page.getByRole("dialog", { name: /theirs\.json/ });
    await looked.getByText("2 decisions are new").waitFor();
    await audit(page, host, "what a file of decisions would do");
    assert.deepEqual(await host.call("decisions", {}), [], "looking changes nothing");
    await looked.getByRole("button", { name: "Take 2 decisions" }).click();
    const decided = page.getByRole("dialog", { name: "Decisions", exact: true });
    await decided.getByText("left", { exact: true }).waitFor();
    await audit(page, host, "decisions, one with another ground");
    await decided.getByRole("button", { name: "Export…" }).click();
    const document = JSON.parse(await readFile(await savedPath(decided), "utf8"));
    assert.equal(document.decisions.length, 2, "what stands is in the file");
    await decided.getByRole("button", { name: "Take back" }).first().click();
    await decided.getByRole("button", { name: "Let it stand again" }).click();
    await decided.getByRole("button", { name: "Take back" }).nth(1).waitFor();
    assert.equal((await host.call("decisions", {})).length, 2, "both stand");
    await page.keyboard.press("Escape");

    assert.deepEqual(faults, [], "the browser complains of nothing, the page's policy included");
  } finally {
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test("in a narrow window the filters are one button, and the reasons a drawer that takes the focus and gives it back", async () => {
  const host = await startHost();
  try {
    const { page, faults } = await openWindow(browser, host);
    await page.setViewportSize({ width: 960, height: 640 });
    await page.getByRole("button", { name: /sample-open\.json/ }).click();
    await page.getByRole("heading", { level: 1, name: /^Review/ }).waitFor();
    await page.locator("main [data-primary-action]:not([aria-disabled])").waitFor();
    await page.getByRole("link", { name: /^People/ }).click();
    const grid = page.getByRole("grid", { name: "People" });
    await grid.getByRole("row").nth(1).waitFor();
    const filters = page.getByRole("button", { name: "Filters", exact: true });
    await filters.focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog", { name: "Filters" });
    const found = panel.getByRole("option");
    await found.nth(1).waitFor();
    await audit(page, host, "the panel of filters");
    await page.keyboard.type("suspended");
    await panel.getByRole("option", { name: /^Dormant/ }).waitFor({ state: "detached" });
    assert.equal(await found.count(), 1, "what is typed narrows the filters");
    await page.keyboard.press("Enter");
    await panel.locator('[role="option"][aria-selected="true"]').waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    assert.ok(
      await filters.evaluate((element) => element === document.activeElement),
      "the button has the focus again",
    );
    await page.getByRole("button", { name: /^Has suspended/, pressed: true }).click();
    await grid.getByRole("row").nth(1).click();
    const reasons = page.getByRole("complementary", { name: /is one person$/ });
    await reasons.getByRole("button", { name: "Decide here…" }).waitFor();
    const inside = () => reasons.evaluate((element) => element.contains(document.activeElement));
    assert.ok(await inside(), "the drawer takes the focus");
    await audit(page, host, "the drawer");
    await page.keyboard.press("Escape");
    await reasons.waitFor({ state: "detached" });
    assert.ok(
      await grid.evaluate((element) => element === document.activeElement),
      "and gives it back",
    );
    assert.deepEqual(faults, [], "the browser complains of nothing, the page's policy included");
  } finally {
    await host.stop();
  }
});
