import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Event } from "../generated/desk";
import { fixtureBackend } from "../backend/fixture";
import { openWindow } from "../testing/window";

test.each([
  ["people", "People"],
  ["overview", "Overview"],
])(
  "while everybody is counted, %s says how far it is, and Cancel stops it",
  async (place, heading) => {
    const user = userEvent.setup();
    const fixture = fixtureBackend(`?lang=en&place=${place}`);
    let tell: ((event: Event) => void) | undefined;
    const asked = vi.fn<(name: string) => void>();
    openWindow(`place=${place}`, {
      onEvent: (listener) => {
        tell = listener;
        return () => undefined;
      },
      call: (name, argument) => {
        asked(name);
        // The count takes long; everything else is answered.
        return name === "people_number"
          ? new Promise(() => undefined)
          : fixture.call(name, argument);
      },
    });
    await screen.findByRole("heading", { level: 1, name: heading });
    tell?.({ event: "counting", step: "reading", bytes: 50_000_000, total: 200_000_000 });
    const bar = await screen.findByRole("progressbar", { name: "Everybody is being counted" });
    expect(bar.getAttribute("aria-valuenow")).toBe("25");
    tell?.({ event: "counting", step: "matching", bytes: 200_000_000, total: 200_000_000 });
    await screen.findByText("All files are read. Accounts are being matched: who is one person.");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(asked).toHaveBeenCalledWith("cancel_count");
  },
);
