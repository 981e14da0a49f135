import { Store } from "../store";

/** The dialogs that can be opened from every place. */
export type ShellDialog = "add-enterprise" | "shortcuts";

/** The one that is open. */
export const openedDialog = new Store<ShellDialog | null>(null);

/** Opens a dialog. */
export function openDialog(dialog: ShellDialog): void {
  openedDialog.set(dialog);
}

/** Closes it. */
export function closeDialog(): void {
  openedDialog.set(null);
}
