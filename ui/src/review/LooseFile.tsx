import { FileCodeIcon, FileDirectoryIcon } from "@primer/octicons-react";
import type { FileBox } from "../generated/desk";
import { Box } from "../parts/Box";
import { Hash } from "../parts/Hash";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { StateLabel } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { size } from "../words/numbers";
import { FileFindings } from "./FileFindings";
import { FileMenu } from "./FileMenu";
import { isUnusable } from "./files";
import { CancelReading, ReadingFile } from "./ReadingFile";
import styles from "./Review.module.css";

/** A file that belongs to no server: one that is still read, cannot be used, or is of no known kind. */
export function LooseFile({ file, open }: { file: FileBox; open: boolean }) {
  const { name, bytes, sha256 } = file.entry;
  const folder = file.entry.findings.some(({ code }) => FOLDERS.has(code));
  const Symbol = folder ? FileDirectoryIcon : FileCodeIcon;
  const reading = file.state === "reading";
  return (
    <Box
      icon={<Symbol aria-hidden="true" />}
      title={<MiddleEllipsis name={name} />}
      labels={
        <span className={styles.looseFacts}>
          {bytes !== null && size(bytes)}
          {sha256 !== null && <Hash value={sha256} what="SHA-256" />}
        </span>
      }
      actions={
        reading ? (
          <CancelReading file={file} />
        ) : (
          <>
            {isUnusable(file) && (
              <StateLabel state="failed">{m.review_unusable_state()}</StateLabel>
            )}
            <FileMenu name={visible(name)} files={[file]} open={open} />
          </>
        )
      }
      body="rows"
    >
      {reading ? (
        <ReadingFile file={file} named={false} />
      ) : (
        <FileFindings file={file} open={open} />
      )}
    </Box>
  );
}

const FOLDERS: ReadonlySet<string> = new Set(["empty_folder", "folders_passed_over"]);
