import { useCallback, useEffect, useRef } from "react";

/** How far before the end the next page is asked for, in CSS px. */
const AHEAD = "600px";

/** Calls back whenever the marked element comes near the window. */
export function useReachedEnd(onReached: () => void): (mark: HTMLElement | null) => void {
  const reached = useRef(onReached);
  useEffect(() => {
    reached.current = onReached;
  });
  const observer = useRef<IntersectionObserver | null>(null);
  return useCallback((mark) => {
    observer.current?.disconnect();
    if (mark === null) return;
    observer.current = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting)) reached.current();
      },
      { rootMargin: AHEAD },
    );
    observer.current.observe(mark);
  }, []);
}
