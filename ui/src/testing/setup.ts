import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import { toldFailures } from "../backend/failures";
import { startAt } from "../place";
import { speak } from "../words/locale";

// What Primer asks of a browser and happy-dom lacks.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

afterEach(() => {
  cleanup();
  speak("en");
  startAt({ at: "overview" });
  toldFailures.set([]);
});
