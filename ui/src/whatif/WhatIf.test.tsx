import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { openWindow } from "../testing/window";
import { isDomain } from "./domain";

const open = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(await screen.findByRole("button", { name: "What if…" }));
  const dialog = await screen.findByRole("dialog", { name: "What if" });
  await within(dialog).findByText("1,004,204 → 1,004,204");
  return dialog;
};

test("dormant accounts, a domain and a server are tried out together, and nothing else is asked of the desk", async () => {
  const user = userEvent.setup();
  const backend = openWindow("place=overview");
  const dialog = await open(user);
  const call = vi.spyOn(backend, "call");
  await user.click(
    await within(dialog).findByRole("checkbox", { name: /^Suspend 9,412 dormant accounts of git/ }),
  );
  await within(dialog).findByText("1,004,204 → 994,792");
  await user.click(within(dialog).getByRole("checkbox", { name: /^Without ghe-osaka/ }));
  await within(dialog).findByText("1,004,204 → 727,329");
  await user.selectOptions(
    within(dialog).getByRole("combobox", { name: "Change the domain" }),
    "osaka.hoshino.example",
  );
  await user.type(within(dialog).getByRole("textbox", { name: "to" }), "hoshino.example");
  await within(dialog).findByText("1,004,204 → 706,292");
  within(dialog).getByText("998,626 to 1,005,493 → 700,714 to 707,581");
  within(dialog).getByText("297,912");
  expect(new Set(call.mock.calls.map(([name]) => name))).toEqual(new Set(["try_out"]));
  await user.click(within(dialog).getByRole("button", { name: "Start over" }));
  await within(dialog).findByText("1,004,204 → 1,004,204");
});

test("a server whose people only the cloud remembers offers no suspension", async () => {
  const user = userEvent.setup();
  openWindow("place=overview");
  const dialog = await open(user);
  const row = await within(dialog).findByRole("row", { name: /github-lab/ });
  within(row).getByText("not known");
  expect(within(row).getAllByRole("checkbox").length).toBe(1);
});

test("what is no domain is said so, and not tried out", async () => {
  const user = userEvent.setup();
  openWindow("place=overview");
  const dialog = await open(user);
  await user.selectOptions(
    await within(dialog).findByRole("combobox", { name: "Change the domain" }),
    "hoshino.example",
  );
  await user.type(within(dialog).getByRole("textbox", { name: "to" }), "two words");
  await within(dialog).findByText("This is no domain.");
  await waitFor(() => within(dialog).getByText("1,004,204 → 1,004,204"));
  expect(["a.example", "mona@a.example", "example", "a b.example", ""].map(isDomain)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
