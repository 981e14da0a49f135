import { PortalContext, registerPortalRoot } from "@primer/react";
import type { ReactNode } from "react";

const NAME = "overlays";

const CONTEXT = { portalContainerName: NAME };

/** Menus and dialogs open inside a landmark: what stands beside all landmarks is passed over by those who walk by them. */
export function OverlayRoot() {
  return (
    <div
      ref={(element) => {
        if (element !== null) registerPortalRoot(element, NAME);
      }}
    />
  );
}

/** Everything whose menus and dialogs open at the root of overlays. */
export function WithOverlays({ children }: { children: ReactNode }) {
  return <PortalContext value={CONTEXT}>{children}</PortalContext>;
}
