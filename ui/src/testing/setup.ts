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

// As wide as the window opens; happy-dom's own is narrower than two columns.
const { happyDOM } = window as unknown as {
  happyDOM: { setViewport(size: { width: number; height: number }): void };
};
happyDOM.setViewport({ width: 1280, height: 800 });

HTMLElement.prototype.showPopover ??= () => undefined;
HTMLElement.prototype.hidePopover ??= () => undefined;

afterEach(() => {
  cleanup();
  speak("en");
  startAt({ at: "overview" });
  toldFailures.set([]);
  closeDialog();
});
