import { EyeIcon, LockIcon, ServerIcon } from "@primer/octicons-react";
import { Label } from "@primer/react";
import type { FileBox, ServerBox, ServerEntry } from "../generated/desk";
import { Box } from "../parts/Box";
import { HostName } from "../parts/HostName";
import { StateLabel } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { Changes } from "./Changes";
import { CountsStrip } from "./CountsStrip";
import { FileCounts } from "./FileCounts";
import { FileFindings } from "./FileFindings";
import { FileMenu } from "./FileMenu";
import { isUnusable } from "./files";
import { ReadingFile } from "./ReadingFile";
import { FileFacts, ServerFacts } from "./ServerFacts";
import styles from "./Review.module.css";

type ServerReviewProps = {
  server: ServerBox;
  /** Its files, exports first. */
  files: FileBox[];
  /** The hosts that a report can be of. */
  hosts: readonly string[];
  /** The review's id. */
  review: string;
  /** Whether the review can still be changed. */
  open: boolean;
};

/** A server in a review: who it is, its files, its counts beside the last ones, and what was noticed. */
export function ServerReview({ server, files, hosts, review, open }: ServerReviewProps) {
  const main = files.find(({ entry }) => entry.server !== null);
  const people = files.find(({ id }) => id === server.people);
  return (
    <Box
      icon={<ServerIcon aria-hidden="true" />}
      title={<HostName host={server.host} />}
      labels={main?.entry.server && <Labels file={main} entry={main.entry.server} />}
      actions={
        <>
          <ServerState files={files} />
          <FileMenu name={visible(server.host)} files={files} review={review} open={open} />
        </>
      }
      body="rows"
    >
      {main?.entry.server ? (
        <ServerFacts server={server} entry={main.entry.server} files={files} />
      ) : (
        <div className={styles.facts}>
          <FileFacts files={files} />
        </div>
      )}
      <CountsStrip server={server} file={main} people={people} />
      {people !== undefined && server.people_before !== null && (
        <Changes host={server.host} people={people.id} before={server.people_before} />
      )}
      {files.map((file) => (
        <FileCounts key={file.id} file={file} />
      ))}
      {files.map((file) =>
        file.state === "reading" ? (
          <ReadingFile key={file.id} file={file} named />
        ) : (
          <FileFindings key={file.id} file={file} hosts={hosts} open={open} />
        ),
      )}
    </Box>
  );
}

/** Version, form of the user list, and how the server answers. */
function Labels({ file, entry }: { file: FileBox; entry: ServerEntry }) {
  return (
    <span className={styles.labels}>
      {entry.version !== null && (
        <Label>{m.review_version({ version: visible(entry.version) })}</Label>
      )}
      <ListLabel file={file} />
      {entry.http_only !== null && (
        <Label variant="secondary">
          {entry.http_only ? m.review_http_only() : m.review_https()}
        </Label>
      )}
      {file.sample && <Label variant="attention">{m.review_sample()}</Label>}
    </span>
  );
}

function ListLabel({ file }: { file: FileBox }) {
  switch (file.entry.accounts?.state) {
    case "sealed":
      return (
        <Label variant="secondary">
          <LockIcon size={12} className={styles.labelIcon} />
          {m.review_sealed()}
        </Label>
      );
    case "open":
      return (
        <Label variant="secondary">
          <EyeIcon size={12} className={styles.labelIcon} />
          {m.review_open()}
        </Label>
      );
    case "absent":
      return <Label variant="secondary">{m.review_no_list()}</Label>;
    default:
      return null;
  }
}

function ServerState({ files }: { files: FileBox[] }) {
  const counted = files.find((file) => file.counted !== null)?.counted;
  if (files.some(isUnusable)) {
    return <StateLabel state="failed">{m.review_unusable_state()}</StateLabel>;
  }
  if (counted) {
    return (
      <StateLabel state="counted">{m.review_counted_state({ date: date(counted.at) })}</StateLabel>
    );
  }
  return null;
}
