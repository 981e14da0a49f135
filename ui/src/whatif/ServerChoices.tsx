import { Checkbox } from "@primer/react";
import type { WhatIfServer } from "../generated/desk";
import { HostName } from "../parts/HostName";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import styles from "./WhatIf.module.css";

type ServerChoicesProps = {
  servers: WhatIfServer[];
  /** The servers whose dormant accounts are suspended. */
  suspended: string[];
  /** The servers that are gone. */
  dropped: string[];
  onSuspend: (servers: string[]) => void;
  onDrop: (servers: string[]) => void;
};

/** What can be tried out with each server. */
export function ServerChoices(props: ServerChoicesProps) {
  const { servers, suspended, dropped, onSuspend, onDrop } = props;
  return (
    // More servers than fit scroll inside of their frame; whoever has no wheel does it with the keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.frame} role="region" aria-label={m.whatif_servers()} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.spoken}>{m.whatif_servers()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.whatif_server()}</th>
            <th scope="col">{m.whatif_suspend()}</th>
            <th scope="col">{m.whatif_drop()}</th>
          </tr>
        </thead>
        <tbody>
          {servers.map(({ key, counting, dormant }) => (
            <tr key={key}>
              <th scope="row">
                <HostName host={key} />
              </th>
              <td>
                {dormant === null ? (
                  m.parts_not_known()
                ) : (
                  <label className={styles.choice}>
                    <Checkbox
                      checked={suspended.includes(key)}
                      disabled={dormant === 0}
                      aria-label={m.whatif_suspend_of({
                        count: count(dormant),
                        host: visible(key),
                      })}
                      onChange={() => onSuspend(toggled(suspended, key))}
                    />
                    {count(dormant)}
                  </label>
                )}
              </td>
              <td>
                <label className={styles.choice}>
                  <Checkbox
                    checked={dropped.includes(key)}
                    aria-label={m.whatif_drop_of({ count: count(counting), host: visible(key) })}
                    onChange={() => onDrop(toggled(dropped, key))}
                  />
                  {count(counting)}
                </label>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function toggled(chosen: string[], key: string): string[] {
  return chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key];
}
