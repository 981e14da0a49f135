import { useEffect } from "react";

/** Paper is white whatever the window's appearance is. */
export function useLightOnPaper(): void {
  useEffect(() => {
    const root = document.documentElement;
    let shown: string | undefined;
    const lighten = () => {
      shown = root.dataset.colorMode;
      root.dataset.colorMode = "light";
    };
    const restore = () => {
      if (shown !== undefined) root.dataset.colorMode = shown;
    };
    window.addEventListener("beforeprint", lighten);
    window.addEventListener("afterprint", restore);
    return () => {
      window.removeEventListener("beforeprint", lighten);
      window.removeEventListener("afterprint", restore);
    };
  }, []);
}
