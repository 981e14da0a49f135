import { FileCodeIcon, FileDirectoryIcon, FileZipIcon, TableIcon } from "@primer/octicons-react";
import { Label } from "@primer/react";
import type { FileBox } from "../generated/desk";
import { Box } from "../parts/Box";
import { Hash } from "../parts/Hash";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { StateLabel } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { size } from "../words/numbers";
import { AccountsStrip } from "./CountsStrip";
import { FileCounts } from "./FileCounts";
import { FileFindings } from "./FileFindings";
import { FileMenu } from "./FileMenu";
import { fetchedFrom, isUnusable } from "./files";
import { isTable, kindWord } from "./kinds";
import { CancelReading, ReadingFile } from "./ReadingFile";
import styles from "./Review.module.css";

/** A file that belongs to no server: a report of the cloud, or one that is still read, cannot be used, or has no known server. */
export function LooseFile(props: { file: FileBox; hosts: readonly string[]; open: boolean }) {
  const { file, hosts, open } = props;
  const { name, bytes, sha256 } = file.entry;
  const folder = file.entry.findings.some(({ code }) => FOLDERS.has(code));
  const archive = file.entry.findings.some(({ code }) => ARCHIVES.has(code));
  const Symbol = folder
    ? FileDirectoryIcon
    : archive
      ? FileZipIcon
      : isTable(file)
        ? TableIcon
        : FileCodeIcon;
  const reading = file.state === "reading";
  const from = fetchedFrom(file);
  return (
    <Box
      icon={<Symbol aria-hidden="true" />}
      title={<MiddleEllipsis name={name} />}
      labels={
        <span className={styles.looseFacts}>
          {file.entry.kind !== "unknown" && <Label>{kindWord(file)}</Label>}
          {bytes !== null && size(bytes)}
          {sha256 !== null && <Hash value={sha256} what="SHA-256" />}
          {from !== null && m.review_fetched_from({ host: visible(from) })}
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
        <>
          <LooseCounts file={file} />
          <FileFindings file={file} hosts={hosts} open={open} />
        </>
      )}
    </Box>
  );
}

/** What a file counts by itself. */
function LooseCounts({ file }: { file: FileBox }) {
  const { accounts } = file.entry;
  return accounts?.state === "open" ? (
    <AccountsStrip file={file.id} accounts={accounts} />
  ) : (
    <FileCounts file={file} />
  );
}

const ARCHIVES: ReadonlySet<string> = new Set(["empty_archive", "archive_refused"]);

const FOLDERS: ReadonlySet<string> = new Set(["empty_folder", "folders_passed_over"]);
