import type { ServerLine, ServerState } from "../generated/desk";
import { Box } from "../parts/Box";
import { HostName } from "../parts/HostName";
import { StateLabel, type State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import styles from "./ServersBox.module.css";

type ServersBoxProps = {
  servers: ServerLine[];
  /** The hosts of those that the cloud alone names. */
  fromCloud: string[];
};

/** The servers that are known, each with its state and the age of its last export. */
export function ServersBox({ servers, fromCloud }: ServersBoxProps) {
  return (
    <Box
      title={m.overview_servers()}
      fact={servers.length === 0 ? undefined : m.overview_servers_last_export()}
    >
      {servers.length === 0 && fromCloud.length === 0 ? (
        <p className={styles.none}>{m.overview_servers_none()}</p>
      ) : (
        <ul className={styles.list}>
          {servers.map((server, index) => (
            // Two servers can go by one host, as where one took over from the other; their order is the desk's.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${server.host}-${index}`} className={styles.row}>
              <HostName host={server.host} />
              <span className={styles.facts}>
                <StateLabel state={ICONS[server.state]}>{stateWord(server.state)}</StateLabel>
                <span title={server.last_export === null ? undefined : date(server.last_export)}>
                  {ageOf(server)}
                </span>
              </span>
            </li>
          ))}
          {fromCloud.map((host) => (
            <li key={host} className={styles.row}>
              <HostName host={host} />
              <span className={styles.facts}>
                <StateLabel state="cloud">{m.overview_server_from_cloud()}</StateLabel>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}

const ICONS: Record<ServerState, State> = {
  counted: "counted",
  on_its_way: "waiting",
  not_handed_over: "ahead",
  needs_look: "attention",
  old: "attention",
};

function stateWord(state: ServerState): string {
  switch (state) {
    case "counted":
      return m.overview_server_counted();
    case "on_its_way":
      return m.overview_server_on_its_way();
    case "not_handed_over":
      return m.overview_server_not_handed_over();
    case "needs_look":
      return m.overview_server_needs_look();
    case "old":
      return m.overview_server_old();
  }
}

function ageOf({ days }: ServerLine): string {
  if (days === null) return m.parts_not_known();
  return days === 0 ? m.overview_server_today() : m.overview_server_days({ count: days });
}
