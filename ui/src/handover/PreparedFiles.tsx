import { CheckCircleFillIcon, FileCodeIcon, GrabberIcon } from "@primer/octicons-react";
import type { PreparedFile, Route } from "../generated/desk";
import { Box } from "../parts/Box";
import { FindingRow } from "../parts/FindingRow";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { StateLabel } from "../parts/StateLabel";
import { useDragOut } from "../parts/useDragOut";
import { m } from "../paraglide/messages.js";
import { failureWords } from "../words/failures";
import { findingWords } from "../words/findings";
import { shortHash } from "../words/hashes";
import { visible } from "../words/names";
import { size } from "../words/numbers";
import { FileActions } from "./FileActions";
import styles from "./HandOver.module.css";

/** The files that stand ready: to be dragged onto GitHub's page, or to be sent. */
export function PreparedFiles({ files, route }: { files: PreparedFile[]; route: Route }) {
  const count = files.length;
  const noticed = files.flatMap(({ file, server, findings }) =>
    findings.map((finding) => ({ key: `${file}-${finding.code}`, server, finding })),
  );
  const changed = files.filter((file) => !file.same_bytes);
  return (
    <>
      <section className={styles.ready}>
        <div className={styles.readyHead}>
          <h2 className={styles.heading}>
            {route === "page" ? m.handover_ready({ count }) : m.handover_ready_endpoint({ count })}
          </h2>
          {route === "page" && (
            <span className={styles.muted}>{m.handover_ready_fact({ count })}</span>
          )}
        </div>
        <ul className={styles.tiles}>
          {files.map((file) => (
            <Tile key={file.file} file={file} draggable={route === "page" && file.same_bytes} />
          ))}
        </ul>
      </section>
      {noticed.length > 0 && (
        <Box title={m.handover_to_know()} body="rows">
          {noticed.map(({ key, server, finding }) => {
            const { happened, advice } = findingWords(finding);
            return (
              <FindingRow
                key={key}
                weight={finding.severity}
                title={visible(server)}
                happened={happened}
                advice={advice}
              />
            );
          })}
        </Box>
      )}
      {changed.length > 0 && (
        <Box title={m.handover_other_bytes()} body="rows">
          {changed.map(({ file, name }) => {
            const words = failureWords({ code: "bytes_changed", params: { name } });
            return (
              <FindingRow
                key={file}
                weight="error"
                happened={words.happened}
                advice={words.advice}
              />
            );
          })}
        </Box>
      )}
    </>
  );
}

function Tile({ file, draggable }: { file: PreparedFile; draggable: boolean }) {
  const dragOut = useDragOut({ kind: "prepared", id: file.file });
  return (
    // Dragging is never the only way: the buttons in it are for everybody.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={draggable ? `${styles.tile} ${styles.draggable}` : styles.tile}
      {...(draggable ? dragOut : {})}
    >
      {draggable && <GrabberIcon className={styles.grip} aria-hidden="true" />}
      <FileCodeIcon size={24} className={styles.tileIcon} aria-hidden="true" />
      <span className={styles.tileWords}>
        <span className={styles.tileName}>
          <MiddleEllipsis name={file.name} tail={23} />
        </span>
        <span className={styles.tileFacts}>
          <span>
            {size(file.bytes)} · SHA-256 {shortHash(file.sha256).slice(0, 9)}…
          </span>
          {file.same_bytes ? (
            <span className={styles.same}>
              <CheckCircleFillIcon aria-hidden="true" /> {m.handover_same_bytes()}
            </span>
          ) : (
            <StateLabel state="failed">{m.handover_other_bytes()}</StateLabel>
          )}
        </span>
      </span>
      {draggable && <FileActions file={file.file} name={file.name} />}
    </li>
  );
}
