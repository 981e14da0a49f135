import { PlusIcon } from "@primer/octicons-react";
import { Label } from "@primer/react";
import { useId } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAnswer } from "../backend/queries";
import type { ServerPage } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Box, Frame } from "../parts/Box";
import { FactsList } from "../parts/FactsList";
import { Hash } from "../parts/Hash";
import { Identifier } from "../parts/Identifier";
import { Page } from "../parts/Page";
import { PrimaryButton } from "../parts/PrimaryButton";
import { Strip } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { change } from "../words/numbers";
import { AccountsOverTime } from "./AccountsOverTime";
import { CountFigure } from "./CountFigure";
import { ExportsTable } from "./ExportsTable";
import { ReadReports } from "./ReadReports";
import { ServerQuestionRow } from "./ServerQuestionRow";
import { connectWords, peopleFromWords } from "./words";
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
        <>
          {known !== undefined && <ReadReports page={known} />}
          <PrimaryButton
            leadingVisual={PlusIcon}
            onClick={() => runOnHost(backend.chooseFiles(known?.server.key ?? of))}
          >
            {m.servers_add_export()}
          </PrimaryButton>
        </>
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
            <AccountsOverTime exports={answer.exports} />
            <ExportsTable exports={answer.exports} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Counts({ page: { server, changes, questions } }: { page: ServerPage }) {
  const headingId = useId();
  const counts = [
    { of: "accounts", name: m.servers_accounts(), value: server.accounts, by: changes.accounts },
    { of: "active", name: m.servers_active(), value: server.active, by: changes.active },
    {
      of: "suspended",
      name: m.servers_suspended(),
      value: server.suspended,
      by: changes.suspended,
    },
    { of: "dormant", name: m.servers_dormant(), value: server.dormant, by: changes.dormant },
    {
      of: "no_primary_email",
      name: m.servers_no_email(),
      value: server.no_primary_email,
      by: null,
    },
  ] as const;
  return (
    <Frame labelledBy={headingId}>
      <h2 className={styles.spoken} id={headingId}>
        {m.servers_accounts()}
      </h2>
      <Strip
        cells={counts.map(({ of, name, value, by }) => ({
          name,
          value: <CountFigure server={server} of={of} name={name} value={value} />,
          change: value === null || by === null ? undefined : change(by),
          figure: value !== null,
        }))}
      />
      {questions.map((question) => (
        <ServerQuestionRow key={question.file} question={question} />
      ))}
    </Frame>
  );
}

function Identity({ page }: { page: ServerPage }) {
  return (
    <Box title={m.servers_identity()}>
      <FactsList
        stacked
        facts={[
          {
            name: m.servers_server_id(),
            value:
              page.server_id === null ? (
                m.parts_not_known()
              ) : (
                <Identifier value={page.server_id} what={m.servers_server_id()} />
              ),
          },
          { name: m.servers_other_names(), value: list(page.other_names) },
          {
            name: m.servers_license_hash(),
            value:
              page.license_hash === null ? (
                m.parts_not_known()
              ) : (
                <Hash value={page.license_hash} what={m.servers_license_hash()} />
              ),
          },
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
          { name: m.servers_connect_whole(), value: connectWords(page.server.connect) },
          { name: m.servers_user_list(), value: peopleFromWords(page.server.people_from) },
        ]}
      />
    </Box>
  );
}

function list(names: string[]): string {
  return names.length === 0 ? m.parts_none() : names.map(visible).join(m.findings_list_separator());
}
