import { useEffect, useRef, useState, type RefObject } from "react";

/** The height of an element in CSS px, followed; 0 until it is measured. */
export function useHeight<Of extends HTMLElement>(): [RefObject<Of | null>, number] {
  const element = useRef<Of>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const measure = () => setHeight(measured.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [element, height];
}
