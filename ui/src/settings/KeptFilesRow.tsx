import { FileDirectoryIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useState } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAnswer } from "../backend/queries";
import { m } from "../paraglide/messages.js";
import { size } from "../words/numbers";
import { ForgetFilesDialog } from "./ForgetFilesDialog";
import { SettingRow } from "./SettingRow";

/** The originals that are kept, and forgetting them. */
export function KeptFilesRow() {
  const backend = useBackend();
  const kept = useAnswer("kept", {}).data;
  const [forgetting, setForgetting] = useState(false);
  return (
    <SettingRow title={m.settings_kept()} words={wordsOf(kept)}>
      <Button
        size="small"
        leadingVisual={FileDirectoryIcon}
        onClick={() => runOnHost(backend.showKeptFolder())}
      >
        {m.settings_show_folder()}
      </Button>
      <Button size="small" variant="danger" onClick={() => setForgetting(true)}>
        {m.settings_forget()}
      </Button>
      {forgetting && <ForgetFilesDialog onClose={() => setForgetting(false)} />}
    </SettingRow>
  );
}

function wordsOf(kept: { files: number; bytes: number } | undefined): string {
  if (kept === undefined) return m.parts_loading();
  if (kept.files === 0) return m.settings_kept_none();
  return m.settings_kept_words({ count: kept.files, size: size(kept.bytes) });
}
