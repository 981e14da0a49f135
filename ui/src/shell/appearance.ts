import { useEffect } from "react";
import type { Appearance } from "../generated/desk";

const MORE_CONTRAST = "(prefers-contrast: more)";

/** Puts the document into an appearance. High contrast follows the system in every one. */
export function useAppearance(appearance: Appearance): void {
  useEffect(() => {
    const root = document.documentElement;
    const contrast = window.matchMedia(MORE_CONTRAST);
    const apply = () => {
      const suffix = contrast.matches ? "_high_contrast" : "";
      root.dataset.colorMode = appearance === "system" ? "auto" : appearance;
      root.dataset.lightTheme = `light${suffix}`;
      root.dataset.darkTheme = `dark${suffix}`;
    };
    apply();
    contrast.addEventListener("change", apply);
    return () => contrast.removeEventListener("change", apply);
  }, [appearance]);
}
