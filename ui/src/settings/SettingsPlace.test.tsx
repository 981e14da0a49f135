import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { openWindow } from "../testing/window";

async function openSettings(search = "") {
  const backend = openWindow(`place=settings&${search}`);
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  return { user: userEvent.setup(), call: vi.spyOn(backend, "call") };
}

describe("adding an enterprise", () => {
  test("takes the address of its page apart, sends the token once and keeps none of it on the page", async () => {
    const { user, call } = await openSettings();
    await user.click(screen.getByRole("button", { name: "Add enterprise…" }));
    const dialog = await screen.findByRole("dialog", { name: "Add enterprise" });
    await user.type(within(dialog).getByLabelText(/^Name/), "Hoshino Europe");
    await user.click(within(dialog).getByLabelText(/^Enterprise slug/));
    await user.paste("https://hoshino.ghe.com/enterprises/hoshino-eu");
    await user.type(within(dialog).getByLabelText(/^Personal access token/), "invented");
    await user.click(within(dialog).getByRole("button", { name: "Add" }));
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith("add_enterprise", {
        enterprise: { name: "Hoshino Europe", host: "hoshino.ghe.com", slug: "hoshino-eu" },
        token: "invented",
        session_only: false,
      }),
    );
    await waitFor(() =>
      expect(call, "it is checked at once").toHaveBeenCalledWith("check_enterprise", {
        enterprise: "Hoshino Europe",
      }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.body.innerHTML).not.toContain("invented");
  });

  test("says beside the fields what is missing and what was refused", async () => {
    const { user, call } = await openSettings();
    await user.click(screen.getByRole("button", { name: "Add enterprise…" }));
    const dialog = await screen.findByRole("dialog", { name: "Add enterprise" });
    await user.click(within(dialog).getByRole("button", { name: "Add" }));
    expect(within(dialog).getAllByText("This is needed."), "name and slug").toHaveLength(2);
    expect(call).not.toHaveBeenCalledWith("add_enterprise", expect.anything());

    await user.type(within(dialog).getByLabelText(/^Name/), "Hoshino Group");
    await user.type(within(dialog).getByLabelText(/^Enterprise slug/), "hoshino");
    await user.click(within(dialog).getByRole("button", { name: "Add" }));
    await within(dialog).findByText(/Hoshino Group/);
    expect(
      screen.queryByRole("button", { name: "Dismiss" }),
      "not above the place as well",
    ).toBeNull();
  });

  test("asks for no token on the isolated side", async () => {
    const { user } = await openSettings("state=isolated");
    await user.click(screen.getByRole("button", { name: "Add enterprise…" }));
    const dialog = await screen.findByRole("dialog", { name: "Add enterprise" });
    expect(within(dialog).queryByLabelText(/token/)).toBeNull();
  });
});

describe("the side of the gap", () => {
  test.each([
    ["", "Put on the isolated side", "isolated"],
    ["state=isolated", "Put on the connected side", "connected"],
  ])("is asked about before it changes (%s)", async (search, confirm, side) => {
    const { user, call } = await openSettings(search);
    await user.click(screen.getByRole("button", { name: "Isolated side" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(call, "nothing changes by the switch alone").not.toHaveBeenCalledWith(
      "change_settings",
      expect.anything(),
    );
    await user.click(within(dialog).getByRole("button", { name: confirm }));
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith("change_settings", {
        language: null,
        appearance: null,
        enterprise: null,
        side,
      }),
    );
  });
});

describe("the way out", () => {
  test("takes a proxy whose password goes to the desk once and stays nowhere on the page", async () => {
    const { user, call } = await openSettings();
    const row = await screen.findByRole("region", { name: "Network" });
    await within(row).findByText("Proxy as the system names it");
    await user.click(within(row).getByRole("button", { name: "Change…" }));
    const dialog = await screen.findByRole("dialog", { name: "Network" });
    await user.selectOptions(within(dialog).getByLabelText(/^Proxy/), "own");
    await user.type(within(dialog).getByLabelText(/^Address of the proxy/), "proxy.example:3128");
    await user.type(within(dialog).getByLabelText(/^User name/), "mona");
    await user.type(within(dialog).getByLabelText(/^Password/), "invented");
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith("change_network", {
        proxy: { kind: "own", url: "proxy.example:3128", user: "mona", password: "invented" },
        authorities: null,
        client_certificate: null,
      }),
    );
    await within(row).findByText("Proxy http://proxy.example:3128");
    expect(document.body.innerHTML).not.toContain("invented");
  });

  test("takes away authorities only where that is asked for", async () => {
    const { user, call } = await openSettings();
    await user.click(await screen.findByRole("button", { name: "Change…" }));
    const dialog = await screen.findByRole("dialog", { name: "Network" });
    expect(within(dialog).queryByLabelText(/authorities alone/), "none are at hand").toBeNull();
    await user.type(within(dialog).getByLabelText(/^Certificate authorities/), "-----BEGIN");
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    await screen.findByText(/1 further certificate authority/);
    await user.click(screen.getByRole("button", { name: "Change…" }));
    await user.click(await screen.findByLabelText("Trust the system's authorities alone"));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith(
        "change_network",
        expect.objectContaining({ authorities: "" }),
      ),
    );
  });
});

describe("forgetting files", () => {
  test("shows what would go before it is done, with the focus on Cancel", async () => {
    const { user, call } = await openSettings();
    await user.click(screen.getByRole("button", { name: "Forget files…" }));
    const dialog = await screen.findByRole("alertdialog");
    await within(dialog).findByText("41 originals");
    const confirm = await within(dialog).findByRole("button", { name: "Forget for good" });
    expect(document.activeElement?.textContent).toBe("Cancel");
    expect(call).not.toHaveBeenCalledWith("forget", expect.anything());
    await user.click(confirm);
    await screen.findByText("No originals are kept.");
  });

  test("is refused while a hand-over is unfinished, and says which", async () => {
    const { user } = await openSettings("state=faults");
    await user.click(screen.getByRole("button", { name: "Forget files…" }));
    const dialog = await screen.findByRole("alertdialog");
    await within(dialog).findByText("ghe-osaka.hoshino.example");
    expect(within(dialog).queryByRole("button", { name: "Forget for good" })).toBeNull();
  });
});

test("the language changes at once, the document's too", async () => {
  const { user } = await openSettings();
  await user.click(screen.getByRole("button", { name: "日本語" }));
  await screen.findByRole("heading", { level: 1, name: "設定" });
  expect(document.documentElement.lang).toBe("ja");
});

test("what no file tells is told at once, each apart from the others", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=settings");
  const call = vi.spyOn(backend, "call");
  const billing = await screen.findByRole("region", { name: "Billing" });
  await user.click(within(billing).getByRole("button", { name: "Usage-based" }));
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith("tell_facts", {
      billing: "usage",
      scim: null,
      managed_users: null,
    }),
  );
  const scim = screen.getByRole("region", { name: "SCIM on servers" });
  await user.click(within(scim).getByRole("button", { name: "Off" }));
  await waitFor(() =>
    expect(call).toHaveBeenCalledWith("tell_facts", {
      billing: "usage",
      scim: false,
      managed_users: null,
    }),
  );
});
