import { AlertFillIcon, FileCodeIcon, TableIcon } from "@primer/octicons-react";
import type { ReactNode } from "react";
import type { FileBox, ServerBox, ServerEntry } from "../generated/desk";
import { FactsList } from "../parts/FactsList";
import { Hash } from "../parts/Hash";
import { Identifier } from "../parts/Identifier";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { m } from "../paraglide/messages.js";
import { size } from "../words/numbers";
import { Features } from "./Features";
import { isTable, kindWord } from "./kinds";
import styles from "./Review.module.css";

/** How many digits of a server id are shown; copying gives all. */
const SERVER_ID_DIGITS = 14;

/** Who a server is, as its file says, and the files themselves. */
export function ServerFacts(props: { server: ServerBox; entry: ServerEntry; files: FileBox[] }) {
  const { server, entry, files } = props;
  return (
    <div className={styles.facts}>
      <FactsList
        facts={[
          {
            name: m.review_server_id(),
            value:
              entry.server_id === null ? (
                m.parts_not_known()
              ) : (
                <Identifier
                  value={entry.server_id}
                  what={m.review_server_id()}
                  digits={SERVER_ID_DIGITS}
                />
              ),
          },
          {
            name: m.review_license_hash(),
            value: (
              <Compared hash={entry.license_hash} same={server.same_license}>
                {m.review_license_hash()}
              </Compared>
            ),
          },
          {
            name: m.review_public_key(),
            value: (
              <Compared hash={entry.public_key_sha256} same={server.same_public_key}>
                {m.review_public_key()}
              </Compared>
            ),
          },
          {
            name: m.review_features(),
            value: (
              <Features
                host={server.host}
                features={entry.features}
                changed={server.features_changed}
                unknown={files.flatMap((file) => file.unknown)}
              />
            ),
          },
        ]}
      />
      <FileFacts files={files} />
    </div>
  );
}

/** The files of a server, each with its kind, size and hash. */
export function FileFacts({ files }: { files: FileBox[] }) {
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <FileFact key={file.id} file={file} />
      ))}
    </ul>
  );
}

/** A hash, and whether it is the one of the last export. */
function Compared(props: { hash: string | null; same: boolean | null; children: ReactNode }) {
  if (props.hash === null) return m.parts_not_known();
  return (
    <span className={styles.compared}>
      <Hash value={props.hash} what={String(props.children)} />
      {props.same === true && <span className={styles.muted}>{m.review_same()}</span>}
      {props.same === false && (
        <span className={styles.differs}>
          <AlertFillIcon size={12} aria-hidden="true" /> {m.review_other()}
        </span>
      )}
    </span>
  );
}

function FileFact({ file }: { file: FileBox }) {
  const { name, bytes, sha256 } = file.entry;
  const Symbol = isTable(file) ? TableIcon : FileCodeIcon;
  return (
    <li className={styles.file}>
      <span className={styles.fileKind}>
        <Symbol aria-hidden="true" />
        {kindWord(file)}
      </span>
      <span className={styles.fileName}>
        <MiddleEllipsis name={name} />
        <span className={styles.fileHash}>
          {bytes === null ? m.parts_not_known() : size(bytes)} ·{" "}
          {sha256 === null ? m.review_not_hashed() : <Hash value={sha256} what="SHA-256" />}
        </span>
      </span>
    </li>
  );
}
