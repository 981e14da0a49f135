import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { toldFailures } from "../backend/failures";
import { startAt } from "../place";
import { closeDialog } from "../shell/dialogs";
import { speak } from "../words/locale";

// A busy computer draws slowly; what never comes still fails.
configure({ asyncUtilTimeout: 10_000 });

// What Primer asks of a browser and happy-dom lacks.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

HTMLElement.prototype.showPopover ??= () => undefined;
HTMLElement.prototype.hidePopover ??= () => undefined;

afterEach(() => {
  cleanup();
  speak("en");
  startAt({ at: "overview" });
  toldFailures.set([]);
  closeDialog();
});
