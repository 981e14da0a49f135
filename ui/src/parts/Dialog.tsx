import { XIcon } from "@primer/octicons-react";
import {
  IconButton,
  Dialog as PrimerDialog,
  type DialogButtonProps,
  type DialogHeaderProps,
} from "@primer/react";
import { useEffect, type ReactNode } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { m } from "../paraglide/messages.js";
import headerStyles from "./Dialog.module.css";

type DialogProps = {
  title: string;
  onClose: () => void;
  buttons?: DialogButtonProps[];
  /** `alertdialog` for a decision that cannot be undone. */
  role?: "dialog" | "alertdialog";
  width?: "medium" | "large" | "xlarge";
  /** What has the focus when it opens; the close button when left out. */
  initialFocus?: React.RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** Primer's dialog; its own header would name the close button in English only. */
export function Dialog({
  title,
  onClose,
  buttons,
  role,
  width,
  initialFocus,
  children,
}: DialogProps) {
  useNoDrops();
  return (
    <PrimerDialog
      title={title}
      onClose={onClose}
      width={width ?? "large"}
      renderHeader={DialogHeader}
      {...(role && { role })}
      {...(initialFocus && { initialFocusRef: initialFocus })}
      {...(buttons && { footerButtons: buttons })}
    >
      {children}
    </PrimerDialog>
  );
}

/** Dialogs win: while one is open, the program takes no drop. */
function useNoDrops(): void {
  const backend = useBackend();
  useEffect(() => {
    runOnHost(backend.acceptDrops(false));
    return () => runOnHost(backend.acceptDrops(true));
  }, [backend]);
}

type ConfirmationDialogProps = {
  title: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
  /** Takes something away for good: the button is red and the focus stands on Cancel. */
  danger?: boolean;
  /** While it is being done. */
  working?: boolean;
  /** Cannot be confirmed now; the body says why. */
  refused?: boolean;
  children: ReactNode;
};

/** Asks before something that cannot be undone or that changes how all else works. */
export function ConfirmationDialog(props: ConfirmationDialogProps) {
  const { title, confirm, onConfirm, onClose, children } = props;
  const { danger = false, working = false, refused = false } = props;
  const cancel: DialogButtonProps = {
    content: m.parts_cancel(),
    onClick: onClose,
    autoFocus: danger || refused,
  };
  const go: DialogButtonProps = {
    content: confirm,
    onClick: onConfirm,
    buttonType: danger ? "danger" : "primary",
    autoFocus: !danger,
    loading: working,
    loadingAnnouncement: m.parts_loading(),
  };
  return (
    <Dialog
      title={title}
      role="alertdialog"
      onClose={onClose}
      buttons={refused ? [cancel] : [cancel, go]}
    >
      {children}
    </Dialog>
  );
}

function DialogHeader({ dialogLabelId, title, onClose }: DialogHeaderProps) {
  return (
    <PrimerDialog.Header className={headerStyles.header}>
      <PrimerDialog.Title id={dialogLabelId}>{title}</PrimerDialog.Title>
      <IconButton
        icon={XIcon}
        aria-label={m.parts_close()}
        variant="invisible"
        size="small"
        // It has the focus from the start, and the first Escape would take the tooltip away instead of the dialog.
        unsafeDisableTooltip
        onClick={() => onClose("close-button")}
      />
    </PrimerDialog.Header>
  );
}
