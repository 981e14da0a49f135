import { CloudIcon, EyeIcon, PlugIcon, SearchIcon, TableIcon } from "@primer/octicons-react";
import { TextInput } from "@primer/react";
import { useState } from "react";
import { useAnswer } from "../backend/queries";
import type {
  AcrossServers,
  PeopleFrom,
  ServerQuestion,
  ServerRow,
  Servers,
} from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Box } from "../parts/Box";
import { FindingRow } from "../parts/FindingRow";
import { HostName } from "../parts/HostName";
import { Page } from "../parts/Page";
import { PlaceLink } from "../parts/PlaceLink";
import { StateIcon, type State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { CountFigure } from "./CountFigure";
import { ServerQuestionRow } from "./ServerQuestionRow";
import { connectWords, peopleFromWords } from "./words";
import styles from "./Servers.module.css";

/** Every server with its accounts, and what is noticed across them. */
export function ServersPlace() {
  const servers = useAnswer("servers", {});
  const [text, setText] = useState("");
  const known = servers.data?.servers ?? [];
  return (
    <Page
      title={m.servers_title()}
      fact={known.length === 0 ? undefined : factWords(known)}
      actions={
        known.length > 0 && (
          <TextInput
            type="search"
            aria-label={m.servers_search()}
            placeholder={m.servers_search()}
            leadingVisual={SearchIcon}
            value={text}
            data-search=""
            onChange={({ target }) => setText(target.value)}
          />
        )
      }
    >
      <Answered query={servers}>{(answer) => <All answer={answer} text={text} />}</Answered>
    </Page>
  );
}

/** How many servers there are, and how many accounts, where every server tells. */
function factWords(servers: ServerRow[]): string {
  const words = m.servers_fact({ count: servers.length });
  const counts = servers.map(({ accounts }) => accounts);
  if (counts.includes(null)) return words;
  const accounts = counts.reduce((sum: number, of) => sum + (of ?? 0), 0);
  return m.parts_joined({ first: words, rest: m.servers_fact_accounts({ count: accounts }) });
}

function All({ answer: { servers, across, questions }, text }: { answer: Servers; text: string }) {
  if (servers.length === 0) {
    return (
      <Box title={m.servers_none()}>
        <p>{m.servers_none_words()}</p>
      </Box>
    );
  }
  // What a question asks about is not told twice.
  const noticed = across.filter(
    (finding) => !questions.some((question) => asks(question, finding)),
  );
  const cloudOnly = servers.filter(
    (server) => server.people_from === "cloud_memory" && server.last_export === null,
  );
  const wanted = text.trim().toLowerCase();
  const found = servers.filter(({ host }) => host.toLowerCase().includes(wanted));
  return (
    <>
      {found.length === 0 ? <p>{m.servers_no_match()}</p> : <ServerTable servers={found} />}
      {questions.length + noticed.length + cloudOnly.length > 0 && (
        <Box title={m.servers_across()} body="rows">
          {questions.map((question) => (
            <ServerQuestionRow key={question.file} question={question} />
          ))}
          {noticed.map((finding) => (
            <Across key={JSON.stringify(finding)} finding={finding} />
          ))}
          {cloudOnly.map(({ key, host }) => (
            <FindingRow
              key={key}
              weight="note"
              title={m.servers_cloud_only()}
              happened={m.servers_cloud_only_happened({ host: visible(host) })}
              advice={m.servers_cloud_only_advice()}
            />
          ))}
        </Box>
      )}
    </>
  );
}

/** Whether a question is about what was noticed. */
function asks({ code, id, host }: ServerQuestion, finding: AcrossServers): boolean {
  if (code === "other_host") return finding.what === "one_id_two_hosts" && same(id, finding.id);
  if (code !== "other_server_id") return false;
  return finding.what === "one_host_two_ids" && same(host, finding.host);
}

function same(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

function ServerTable({ servers }: { servers: ServerRow[] }) {
  return (
    // A table as wide as this one scrolls inside of its frame; whoever has no wheel does it with the keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.frame} role="region" aria-label={m.servers_title()} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.spoken}>{m.servers_title()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.servers_host()}</th>
            <th scope="col">{m.servers_version()}</th>
            <th scope="col" className={styles.figures}>
              {m.servers_accounts()}
            </th>
            <th scope="col" className={styles.figures}>
              {m.servers_suspended()}
            </th>
            <th scope="col">{m.servers_people_from()}</th>
            <th scope="col">{m.servers_connect()}</th>
            <th scope="col">{m.servers_last_export()}</th>
            <th scope="col">{m.servers_last_counted()}</th>
          </tr>
        </thead>
        <tbody>
          {servers.map((server) => (
            <Row key={server.key} server={server} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ server }: { server: ServerRow }) {
  const finding = findingOf(server);
  return (
    <tr>
      <th scope="row" className={styles.host}>
        <PlaceLink place={{ at: "server", server: server.key }}>
          <HostName host={server.host} />
        </PlaceLink>
        {finding !== null && (
          <span className={styles.finding}>
            <StateIcon state={finding.icon} />
            {finding.words}
          </span>
        )}
      </th>
      <td>{server.version ?? m.parts_not_known()}</td>
      <td className={styles.figures}>
        <CountFigure
          server={server}
          of="accounts"
          name={m.servers_accounts()}
          value={server.accounts}
        />
      </td>
      <td className={styles.figures}>
        <CountFigure
          server={server}
          of="suspended"
          name={m.servers_suspended()}
          value={server.suspended}
        />
      </td>
      <td>
        <span className={styles.source}>
          <PeopleFromIcon from={server.people_from} />
          {peopleFromWords(server.people_from)}
        </span>
      </td>
      <td>
        <span className={styles.source}>
          {server.connect === true && <PlugIcon aria-hidden="true" />}
          {connectWords(server.connect)}
        </span>
      </td>
      <td>
        <Day of={server.last_export} />
      </td>
      <td>
        <Day of={server.last_counted} />
        {server.newer_waits && <span className={styles.waits}>{m.servers_newer_waits()}</span>}
      </td>
    </tr>
  );
}

function Day({ of }: { of: string | null }) {
  return <span className={styles.date}>{of === null ? m.parts_never() : date(of)}</span>;
}

function PeopleFromIcon({ from }: { from: PeopleFrom }) {
  switch (from) {
    case "report":
      return <TableIcon aria-hidden="true" />;
    case "open_export":
      return <EyeIcon aria-hidden="true" />;
    case "cloud_memory":
      return <CloudIcon aria-hidden="true" />;
    case "unknown":
      return null;
  }
}

/** How old an export may get before it is made again, in days. */
const OLD_DAYS = 30;

/** The one thing to know of a server. */
function findingOf(server: ServerRow): { icon: State; words: string } | null {
  if (server.questions > 0) {
    return { icon: "attention", words: m.servers_host_question({ count: server.questions }) };
  }
  if (server.people_from === "unknown") return { icon: "attention", words: m.servers_unknown() };
  if (server.days !== null && server.days >= OLD_DAYS) {
    return { icon: "attention", words: m.servers_old({ count: server.days }) };
  }
  return server.connect === true ? { icon: "note", words: m.servers_connect_also() } : null;
}

function Across({ finding }: { finding: AcrossServers }) {
  return finding.what === "one_id_two_hosts" ? (
    <FindingRow
      weight="warning"
      title={m.servers_two_hosts()}
      happened={m.servers_two_hosts_happened({
        id: visible(finding.id),
        hosts: list(finding.hosts),
      })}
      advice={m.servers_two_hosts_advice()}
    />
  ) : (
    <FindingRow
      weight="warning"
      title={m.servers_two_ids()}
      happened={m.servers_two_ids_happened({
        host: visible(finding.host),
        ids: list(finding.ids),
      })}
      advice={m.servers_two_ids_advice()}
    />
  );
}

function list(names: string[]): string {
  return names.map(visible).join(m.findings_list_separator());
}
