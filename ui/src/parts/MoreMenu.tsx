import { KebabHorizontalIcon } from "@primer/octicons-react";
import { ActionList, ActionMenu, IconButton } from "@primer/react";
import type { ReactNode } from "react";

/** What is seldom done, behind three dots. `label` says what it belongs to; the children are items of an `ActionList`. */
export function MoreMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ActionMenu>
      <ActionMenu.Anchor>
        <IconButton
          icon={KebabHorizontalIcon}
          variant="invisible"
          size="small"
          aria-label={label}
        />
      </ActionMenu.Anchor>
      <ActionMenu.Overlay align="end" width="medium">
        <ActionList>{children}</ActionList>
      </ActionMenu.Overlay>
    </ActionMenu>
  );
}
