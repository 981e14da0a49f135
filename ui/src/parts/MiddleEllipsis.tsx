import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { shortenedInMiddle, visible } from "../words/names";
import styles from "./MiddleEllipsis.module.css";

/**
 * A file name that is shortened in its middle where it does not fit: its last `tail` characters, with hash and extension,
 * stay. The whole name stands in the tooltip and is what is read aloud.
 */
export function MiddleEllipsis({ name, tail = 14 }: { name: string; tail?: number }) {
  const shown = visible(name);
  const frame = useRef<HTMLSpanElement>(null);
  const fitting = useFitting(frame, shown, tail);
  return (
    <span className={styles.name} title={shown}>
      <span className={styles.spoken}>{shown}</span>
      {/* As wide as the whole name where there is room; what is seen goes by it. */}
      <span className={styles.room} ref={frame} aria-hidden="true">
        {shown}
      </span>
      <span className={styles.shown} aria-hidden="true">
        {fitting}
      </span>
    </span>
  );
}

/** As much of a name as fits into an element, measured anew when its width or its font changes. */
function useFitting(frame: RefObject<HTMLElement | null>, name: string, tail: number): string {
  const [fitted, setFitted] = useState({ name, fitting: name });
  useLayoutEffect(() => {
    const element = frame.current;
    const canvas = document.createElement("canvas").getContext("2d");
    if (element === null || canvas === null) return undefined;
    const fit = () => {
      canvas.font = getComputedStyle(element).font;
      // Half a pixel, since a width is told in whole ones.
      const room = element.clientWidth + 0.5;
      const fits = (text: string) => canvas.measureText(text).width <= room;
      setFitted({ name, fitting: shortenedInMiddle(name, tail, fits) });
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    void document.fonts?.ready.then(fit);
    return () => observer.disconnect();
  }, [frame, name, tail]);
  // Another name stands whole until it is measured.
  return fitted.name === name ? fitted.fitting : name;
}
