import { FileCodeIcon, FileDirectoryIcon, UploadIcon, XCircleIcon } from "@primer/octicons-react";
import type { Drag, DraggedFile } from "../backend/backend";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { m } from "../paraglide/messages.js";
import { size } from "../words/numbers";
import styles from "./DragOverlay.module.css";

/** How many names are shown before "and 3 more". */
const NAMES_SHOWN = 5;

/** What hangs over the window, and what releasing it does. `adding`: an open review is being looked at. */
export function DragOverlay({ drag, adding }: { drag: Drag; adding: boolean }) {
  const rest = drag.files.length - NAMES_SHOWN;
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.frame} data-refused={drag.unusable ? "" : undefined} />
      <div className={styles.card}>
        <span className={drag.unusable ? styles.refused : styles.symbol} aria-hidden="true">
          {drag.unusable ? <XCircleIcon size={32} /> : <UploadIcon size={32} />}
        </span>
        <p className={styles.heading}>{headingOf(drag, adding)}</p>
        <p className={styles.words}>
          {drag.unusable ? m.shell_drag_unusable_words() : m.shell_drag_words()}
        </p>
        {drag.files.length > 0 && (
          <ul className={styles.files}>
            {drag.files.slice(0, NAMES_SHOWN).map((file, index) => (
              // Two files of one name can come from two folders; the order never changes while they hang.
              // oxlint-disable-next-line react/no-array-index-key
              <DraggedName key={index} file={file} />
            ))}
            {rest > 0 && <li className={styles.rest}>{m.shell_drag_rest({ count: rest })}</li>}
          </ul>
        )}
        {!drag.unusable && <p className={styles.kind}>{m.shell_drag_kind()}</p>}
      </div>
    </div>
  );
}

function DraggedName({ file }: { file: DraggedFile }) {
  const folder = file.folder_files !== null;
  return (
    <li className={styles.file}>
      {folder ? <FileDirectoryIcon aria-hidden="true" /> : <FileCodeIcon aria-hidden="true" />}
      <MiddleEllipsis name={file.name} tail={16} />
      <span className={styles.size}>{measure(file)}</span>
    </li>
  );
}

function measure({ folder_files: inside, bytes }: DraggedFile): string {
  if (inside !== null) return m.shell_drag_folder({ count: inside });
  return bytes === null ? "" : size(bytes);
}

function headingOf({ files, unusable }: Drag, adding: boolean): string {
  if (unusable) return m.shell_drag_unusable();
  if (files.length === 0) return adding ? m.shell_drag_unnamed_more() : m.shell_drag_unnamed();
  const [first] = files;
  if (files.length === 1 && first !== undefined && first.folder_files !== null && !adding) {
    return m.shell_drag_folder_heading({ count: first.folder_files });
  }
  const count = files.reduce((sum, file) => sum + (file.folder_files ?? 1), 0);
  return adding ? m.shell_drag_more_files({ count }) : m.shell_drag_files({ count });
}
