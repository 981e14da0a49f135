import { Button } from "@primer/react";
import { useState } from "react";
import type { ExportLine } from "../generated/desk";
import { Box } from "../parts/Box";
import { Figure } from "../parts/Figure";
import { Hash } from "../parts/Hash";
import { ListedAccounts } from "../parts/ListedAccounts";
import { PlaceLink } from "../parts/PlaceLink";
import { StateLabel } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { date } from "../words/dates";
import { change, count } from "../words/numbers";
import { exportState } from "./words";
import styles from "./Servers.module.css";

/** A server's exports, newest first, each with its accounts and how far it got. */
export function ExportsTable({ exports }: { exports: ExportLine[] }) {
  return (
    <Box title={m.servers_exports()} body="rows">
      {/* A table as wide as this one scrolls inside of its frame; whoever has no wheel does it with the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="group" aria-label={m.servers_exports()} tabIndex={0}>
        <table className={styles.table}>
          <caption className={styles.spoken}>{m.servers_exports()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.servers_added()}</th>
              <th scope="col">{m.servers_file()}</th>
              <th scope="col" className={styles.figures}>
                {m.servers_accounts()}
              </th>
              <th scope="col" className={styles.figures}>
                {m.servers_change()}
              </th>
              <th scope="col">{m.servers_state()}</th>
            </tr>
          </thead>
          <tbody>
            {exports.map((line) => (
              <ExportRow key={`${line.at} ${line.sha256} ${line.review}`} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </Box>
  );
}

function ExportRow({ line }: { line: ExportLine }) {
  const { icon, words } = exportState(line.state);
  const day = date(line.at);
  const [accountsShown, setAccountsShown] = useState(false);
  return (
    <tr>
      <th scope="row">
        <PlaceLink place={{ at: "review", review: line.review }}>{day}</PlaceLink>
      </th>
      <td>
        <Hash value={line.sha256} what="SHA-256" />
      </td>
      <td className={styles.figures}>
        {line.accounts === null ? (
          m.servers_sealed()
        ) : (
          <Figure
            meaning={m.servers_export_evidence({ value: count(line.accounts), date: day })}
            onOpen={() => setAccountsShown(true)}
          >
            {count(line.accounts)}
          </Figure>
        )}
        {accountsShown && line.people !== null && (
          <ListedAccounts
            title={m.servers_export_accounts({ date: day })}
            file={line.people}
            only="all"
            actions={
              <Button onClick={() => goTo({ at: "review", review: line.review })}>
                {m.servers_open_review()}
              </Button>
            }
            onClose={() => setAccountsShown(false)}
          />
        )}
      </td>
      <td className={styles.figures}>
        {line.change === null ? (
          m.parts_not_known()
        ) : (
          <Figure
            meaning={m.servers_change_evidence({ change: change(line.change), date: day })}
            onOpen={() => goTo({ at: "review", review: line.review })}
          >
            {change(line.change)}
          </Figure>
        )}
      </td>
      <td>
        <StateLabel state={icon}>{words}</StateLabel>
      </td>
    </tr>
  );
}
