import { useRef, type MouseEvent } from "react";
import { useBackend, type Backend } from "../backend/backend";
import { runOnHost } from "../backend/host";

/** How far the pointer moves with the button down before it is a drag and no unsteady click, in pixels; GTK's own figure is 8. */
const THRESHOLD = 8;

/**
 * What makes an element a file that can be dragged out of the window. The system drags the file itself, so the page's own drag is
 * not used at all: after a drag of the system WebKit has missed that the button went up, and begins no second `dragstart`; the
 * plain events of the mouse still come.
 */
export function useDragOut(what: Parameters<Backend["dragOut"]>[0]) {
  const backend = useBackend();
  const pressed = useRef<{ x: number; y: number } | null>(null);
  return {
    onMouseDown(event: MouseEvent) {
      // The buttons that stand in the element are pressed, not dragged.
      const button = (event.target as Element).closest("button");
      const own = button === null || button === event.currentTarget;
      pressed.current = event.button === 0 && own ? { x: event.clientX, y: event.clientY } : null;
    },
    onMouseMove(event: MouseEvent) {
      begin(event);
    },
    /** A quick hand is past the edge before the page hears of the first move. */
    onMouseLeave(event: MouseEvent) {
      begin(event);
    },
    onMouseUp() {
      pressed.current = null;
    },
  };

  function begin(event: MouseEvent) {
    const from = pressed.current;
    if (from === null) return;
    if ((event.buttons & 1) === 0) {
      pressed.current = null;
    } else if (Math.hypot(event.clientX - from.x, event.clientY - from.y) >= THRESHOLD) {
      pressed.current = null;
      runOnHost(backend.dragOut(what));
    }
  }
}
