import { PlusIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import type { ReactNode } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAnswer } from "../backend/queries";
import { Box } from "../parts/Box";
import { FindingRow } from "../parts/FindingRow";
import { HostName } from "../parts/HostName";
import { PlaceLink } from "../parts/PlaceLink";
import { ReadConsumed } from "../parts/ReadConsumed";
import { m } from "../paraglide/messages.js";
import styles from "./NobodyKnown.module.css";

/** How many servers have a line of their own. */
const SERVERS_SHOWN = 5;

/** Where nobody is known: what happened, and each way to get to know people. `unknown` is how many servers' people are not known. */
export function NobodyKnown({ unknown }: { unknown: number }) {
  const shell = useAnswer("shell", {}).data;
  const asksCloud = shell?.side === "connected" && shell.enterprise !== null;
  return (
    <Box title={m.people_empty()} body="rows">
      {unknown > 0 && (
        <FindingRow
          weight="note"
          happened={m.people_sealed({ count: unknown })}
          advice={m.people_sealed_advice()}
        />
      )}
      <div className={styles.way}>
        <h3 className={styles.name}>{m.people_way_report()}</h3>
        <p className={styles.words}>{m.people_way_report_words()}</p>
        {unknown > 0 ? <Servers unknown={unknown} /> : <AddFiles words={m.people_add_report()} />}
      </div>
      <div className={styles.way}>
        <h3 className={styles.name}>{m.people_way_cloud()}</h3>
        <p className={styles.words}>
          {asksCloud ? m.people_way_cloud_words() : m.people_way_cloud_file_words()}
        </p>
        {asksCloud ? (
          <div>
            <ReadConsumed />
          </div>
        ) : (
          <AddFiles words={m.people_add_consumed()} />
        )}
      </div>
    </Box>
  );
}

/** The servers whose people are not known; a report that is chosen here is taken for that server's. */
function Servers({ unknown }: { unknown: number }) {
  const servers = useAnswer("servers", {}).data?.servers ?? [];
  const sealed = servers.filter(({ people_from: from }) => from === "unknown");
  const more = unknown - SERVERS_SHOWN;
  return (
    <ul className={styles.servers}>
      {sealed.slice(0, SERVERS_SHOWN).map(({ key, host }) => (
        <li key={key} className={styles.server}>
          <HostName host={host} />
          <AddFiles words={m.people_add_its_report()} server={key} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <PlaceLink place={{ at: "servers" }}>{m.people_sealed_more({ count: more })}</PlaceLink>
        </li>
      )}
    </ul>
  );
}

function AddFiles({ words, server }: { words: string; server?: string }): ReactNode {
  const backend = useBackend();
  return (
    <Button
      size="small"
      leadingVisual={PlusIcon}
      onClick={() => runOnHost(backend.chooseFiles(server))}
    >
      {words}
    </Button>
  );
}
