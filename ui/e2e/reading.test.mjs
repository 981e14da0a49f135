import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, openWindow, startBrowser } from "./browser.mjs";
import { startHost } from "./host.mjs";

/** How long a server of the practice enterprise may take to make its reports, on a busy machine. */
const MADE_WITHIN_MS = 60_000;

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

/** Opens a window whose practice enterprise has a reviewed sample, and gives the server that it is of. */
async function reviewed(host) {
  const { page, faults } = await openWindow(browser, host);
  await heading(page, "Overview");
  await page.getByRole("button", { name: "Review the sample export" }).click();
  await heading(page, "Review before anything leaves");
  // The sheet stands there while the file is still read; what can leave is known after it.
  await page.locator("main [data-primary-action]:not([aria-disabled])").waitFor();
  const { servers } = await host.call("review_sheet", { review: null });
  return { page, faults, server: servers[0].host };
}

const namesOf = (sheet) => sheet.files.map(({ entry }) => entry.name);

test("identities and subscriptions are read by the keyboard, and stand in the review as dropped files do", async () => {
  const host = await startHost();
  try {
    const { page, faults } = await reviewed(host);
    await page.keyboard.press("Control+1");
    await heading(page, "Overview");
    const open = page.getByRole("button", { name: "Identities…" }).first();
    await open.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Read identities and subscriptions" });
    await dialog.waitFor();
    await audit(page, host, "before identities are read");

    await dialog.getByRole("checkbox", { name: "Identities (SAML, OIDC, SCIM)" }).focus();
    await page.keyboard.press("Enter");
    await dialog.getByText(/^\d+ identities read$/).waitFor();
    await dialog.getByText(/^\d+ subscriptions read$/).waitFor();
    await audit(page, host, "after identities were read");
    const { kept, last } = await host.call("cloud_parts", {});
    assert.deepEqual(
      kept.map(({ part, count }) => [part, count]),
      last.parts.map(({ part, read }) => [part, read]),
      "what is kept is what was read",
    );

    await dialog.getByRole("button", { name: "Open the review" }).click();
    await heading(page, "Review before anything leaves");
    await page.getByText(/^Identities at hand since /).waitFor();
    const names = namesOf(await host.call("review_sheet", { review: null }));
    for (const name of ["practice.identities.json", "practice.visual-studio-subscriptions.json"]) {
      assert.ok(names.includes(name), `${name} is in the review: ${names}`);
    }
    await audit(page, host, "review with identities and subscriptions");
    assert.deepEqual(faults, [], "the browser complains of nothing, the page's policy included");
  } finally {
    await host.stop();
  }
});

test("a server's own reports are read from its page: a wrong token is told, and the right one leads to the review", async () => {
  const host = await startHost();
  try {
    const { page, faults, server } = await reviewed(host);
    await page.getByRole("link", { name: "Servers" }).click();
    await heading(page, "Servers");
    await page.getByRole("link", { name: server }).click();
    await heading(page, server);
    await page.getByRole("button", { name: "Read its reports…" }).click();
    const dialog = page.getByRole("dialog", { name: `Read from ${server}` });
    const token = dialog.getByLabel(/^Site administrator's token/);
    await token.waitFor();
    await audit(page, host, "before a server is read");

    await token.fill("ghp_of-somebody-else");
    await page.keyboard.press("Enter");
    await dialog.getByText("The token was not accepted.").waitFor();
    await audit(page, host, "a token that a server does not take");

    await token.fill("");
    for (const report of [/^Dormant/, /^Suspended/, /^Active/]) {
      await dialog.getByRole("checkbox", { name: report }).check();
    }
    await token.press("Enter");
    await dialog.getByText(/^all_users\.csv: the server is making it/).waitFor();
    await audit(page, host, "while a server makes its report");
    await dialog.getByRole("button", { name: "Stop reading" }).click();
    await dialog.getByRole("button", { name: "Read", exact: true }).waitFor();
    let names = namesOf(await host.call("review_sheet", { review: null }));
    assert.equal(names.length, 1, `what was stopped added nothing: ${names}`);

    for (const report of [/^Dormant/, /^Suspended/, /^Active/]) {
      await dialog.getByRole("checkbox", { name: report }).uncheck();
    }
    await token.press("Enter");
    await page
      .getByRole("heading", { level: 1, name: "Review before anything leaves" })
      .waitFor({ timeout: MADE_WITHIN_MS });
    names = namesOf(await host.call("review_sheet", { review: null }));
    for (const name of [`${server}.license.json`, `${server}.all_users.csv`]) {
      assert.ok(names.includes(name), `${name} is in the review: ${names}`);
    }
    await audit(page, host, "review with a server's reports");
    const known = await host.call("server", { key: server });
    assert.equal(known.server.people_from, "report", "its people are known by its report now");
    const refused = faults.filter((fault) => fault.includes("status of 422"));
    assert.equal(refused.length, 2, `the wrong token and the reading that was stopped: ${faults}`);
    assert.deepEqual(
      faults.filter((fault) => !refused.includes(fault)),
      [],
      "the browser complains of nothing else, the page's policy included",
    );
  } finally {
    await host.stop();
  }
});
