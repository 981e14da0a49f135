import { PlusIcon } from "@primer/octicons-react";
import { Label } from "@primer/react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAnswer } from "../backend/queries";
import type { ExportLine, ServerPage } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Box } from "../parts/Box";
import { FactsList } from "../parts/FactsList";
import { Hash } from "../parts/Hash";
import { Page } from "../parts/Page";
import { PlaceLink } from "../parts/PlaceLink";
import { PrimaryButton } from "../parts/PrimaryButton";
import { StateLabel } from "../parts/StateLabel";
import { Strip } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { CountFigure } from "./CountFigure";
import { exportState, peopleFromWords } from "./words";
import styles from "./Servers.module.css";

/** One server: its accounts, its exports, and what it calls itself. */
export function ServerPlace({ of }: { of: string }) {
  const backend = useBackend();
  const page = useAnswer("server", { key: of });
  const known = page.data;
  return (
    <Page
      title={visible(known?.server.host ?? of)}
      parent={{ label: m.servers_title(), place: { at: "servers" } }}
      fact={
        known?.server.version != null && (
          <Label>{m.servers_ghes({ version: visible(known.server.version) })}</Label>
        )
      }
      actions={
        <PrimaryButton leadingVisual={PlusIcon} onClick={() => runOnHost(backend.chooseFiles())}>
          {m.servers_add_export()}
        </PrimaryButton>
      }
      ruled
      {...(known !== undefined && {
        side: <Identity page={known} />,
        sideLabel: m.servers_identity(),
      })}
    >
      <Answered query={page}>
        {(answer) => (
          <>
            <Counts page={answer} />
            <Exports exports={answer.exports} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Counts({ page: { server } }: { page: ServerPage }) {
  const counts = [
    { of: "accounts", name: m.servers_accounts(), value: server.accounts },
    { of: "suspended", name: m.servers_suspended(), value: server.suspended },
    { of: "dormant", name: m.servers_dormant(), value: server.dormant },
  ] as const;
  return (
    <Box title={m.servers_accounts()} body="rows">
      <Strip
        cells={counts.map(({ of, name, value }) => ({
          name,
          value: <CountFigure server={server} of={of} name={name} value={value} />,
          figure: value !== null,
        }))}
      />
    </Box>
  );
}

function Exports({ exports }: { exports: ExportLine[] }) {
  return (
    <Box title={m.servers_exports()} body="rows">
      <table className={styles.table}>
        <caption className={styles.spoken}>{m.servers_exports()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.servers_added()}</th>
            <th scope="col">{m.servers_file()}</th>
            <th scope="col" className={styles.figures}>
              {m.servers_accounts()}
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
    </Box>
  );
}

function ExportRow({ line }: { line: ExportLine }) {
  const { icon, words } = exportState(line.state);
  return (
    <tr>
      <th scope="row">
        <PlaceLink place={{ at: "review", review: line.review }}>{date(line.at)}</PlaceLink>
      </th>
      <td>
        <Hash value={line.sha256} what="SHA-256" />
      </td>
      <td className={styles.figures}>
        {line.accounts === null ? m.servers_sealed() : count(line.accounts)}
      </td>
      <td>
        <StateLabel state={icon}>{words}</StateLabel>
      </td>
    </tr>
  );
}

function Identity({ page }: { page: ServerPage }) {
  return (
    <Box title={m.servers_identity()}>
      <FactsList
        facts={[
          { name: m.servers_server_id(), value: told(page.server_id) },
          { name: m.servers_other_names(), value: list(page.other_names) },
          { name: m.servers_license_hash(), value: told(page.license_hash) },
          {
            name: m.servers_public_key(),
            value:
              page.public_key === null ? (
                m.parts_not_known()
              ) : (
                <Hash value={page.public_key} what={m.servers_public_key()} />
              ),
          },
          {
            name: m.servers_http_only(),
            value:
              page.http_only === null
                ? m.parts_not_known()
                : page.http_only
                  ? m.servers_http_yes()
                  : m.servers_http_no(),
          },
          { name: m.servers_features(), value: list(page.features) },
          { name: m.servers_user_list(), value: peopleFromWords(page.server.people_from) },
        ]}
      />
    </Box>
  );
}

function told(value: string | null): string {
  return value === null ? m.parts_not_known() : visible(value);
}

function list(names: string[]): string {
  return names.length === 0 ? m.parts_none() : names.map(visible).join(m.findings_list_separator());
}
