import { useEffect, useRef, type RefObject } from "react";

/**
 * Moves the focus to an element whenever a step ends and another begins: what had it may be gone by then. Where it stands at first is
 * left alone.
 */
export function useFocusAfter(step: unknown, element: RefObject<HTMLElement | null>): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    element.current?.focus();
  }, [step, element]);
}
