import { useEffect, useRef, useState, type RefObject } from "react";

/** The width of an element in CSS px, followed; null until it is measured. */
export function useWidth<Of extends HTMLElement>(): [RefObject<Of | null>, number | null] {
  const element = useRef<Of>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const measure = () => setWidth(measured.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
