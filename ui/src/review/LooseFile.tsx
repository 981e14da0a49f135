import { FileCodeIcon, FileDirectoryIcon, TableIcon } from "@primer/octicons-react";
import { Label } from "@primer/react";
import type { FileBox } from "../generated/desk";
import { Box } from "../parts/Box";
import { Hash } from "../parts/Hash";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { StateLabel } from "../parts/StateLabel";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count, size } from "../words/numbers";
import { AccountsStrip } from "./CountsStrip";
import { FileFindings } from "./FileFindings";
import { FileMenu } from "./FileMenu";
import { isUnusable } from "./files";
import { isTable, kindWord } from "./kinds";
import { CancelReading, ReadingFile } from "./ReadingFile";
import styles from "./Review.module.css";

/** A file that belongs to no server: a report of the cloud, or one that is still read, cannot be used, or has no known server. */
export function LooseFile(props: { file: FileBox; hosts: readonly string[]; open: boolean }) {
  const { file, hosts, open } = props;
  const { name, bytes, sha256 } = file.entry;
  const folder = file.entry.findings.some(({ code }) => FOLDERS.has(code));
  const Symbol = folder ? FileDirectoryIcon : isTable(file) ? TableIcon : FileCodeIcon;
  const reading = file.state === "reading";
  return (
    <Box
      icon={<Symbol aria-hidden="true" />}
      title={<MiddleEllipsis name={name} />}
      labels={
        <span className={styles.looseFacts}>
          {file.entry.kind !== "unknown" && <Label>{kindWord(file)}</Label>}
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
        <>
          <LooseCounts file={file} />
          <FileFindings file={file} hosts={hosts} open={open} />
        </>
      )}
    </Box>
  );
}

/** What a file counts by itself: a report of accounts, or the cloud's own count. */
function LooseCounts({ file }: { file: FileBox }) {
  const { accounts, cloud } = file.entry;
  if (cloud !== null) {
    return (
      <Strip
        cells={[
          figure(m.review_cloud_consumed(), cloud.consumed),
          figure(m.review_cloud_purchased(), cloud.purchased),
          figure(m.review_cloud_rows(), cloud.rows),
        ]}
      />
    );
  }
  return accounts?.state === "open" ? <AccountsStrip accounts={accounts} /> : null;
}

function figure(name: string, value: number | null): StripCell {
  return value === null
    ? { name, value: m.parts_not_known() }
    : { name, value: count(value), figure: true };
}

const FOLDERS: ReadonlySet<string> = new Set(["empty_folder", "folders_passed_over"]);
