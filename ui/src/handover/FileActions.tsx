import { CopyIcon, FileDirectoryIcon } from "@primer/octicons-react";
import { Button, IconButton } from "@primer/react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import styles from "./HandOver.module.css";

/** The ways to a prepared file that need no dragging, which not every desktop allows. */
export function FileActions({ file, name }: { file: string; name: string }) {
  const backend = useBackend();
  const copyPath = async () => {
    const path = backend.handedPath(file);
    await Promise.all([path, backend.copy(path)]);
    announce(m.handover_path_copied({ name: visible(name) }));
  };
  return (
    <span className={styles.fileActions}>
      <Button
        size="small"
        leadingVisual={FileDirectoryIcon}
        onClick={() => runOnHost(backend.showInFolder(file))}
      >
        {m.handover_show_in_folder()}
      </Button>
      <IconButton
        size="small"
        icon={CopyIcon}
        aria-label={m.handover_copy_path()}
        onClick={() => runOnHost(copyPath())}
      />
    </span>
  );
}
