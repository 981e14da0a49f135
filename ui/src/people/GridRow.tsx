import { CheckIcon, CloudIcon, ServerIcon } from "@primer/octicons-react";
import { SkeletonText } from "@primer/react/experimental";
import type { PersonRow } from "../generated/desk";
import { StateIcon } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import type { Column } from "./columns";
import { joinedWords, licenseWords, stateOf } from "./words";
import styles from "./PeopleGrid.module.css";

type GridRowProps = {
  place: number;
  person: PersonRow | undefined;
  columns: readonly Column[];
  tracks: string;
  active: boolean;
  /** Whether the panel shows this person. */
  opened: boolean;
  /** Whether the person is selected for export. */
  selected: boolean;
};

/** A row of the grid. */
export function GridRow(props: GridRowProps) {
  const { place, person, columns, tracks, active, opened, selected } = props;
  const look = [active && styles.active, selected && styles.selected, opened && styles.opened];
  return (
    <div
      role="row"
      id={rowId(place)}
      aria-rowindex={place + 2}
      aria-selected={selected}
      aria-current={opened || undefined}
      className={[styles.row, styles.person, ...look].filter(Boolean).join(" ")}
      style={{ gridTemplateColumns: tracks }}
    >
      {person === undefined ? (
        <Waiting columns={columns.length} />
      ) : (
        columns.map((column) => (
          <Cell key={column} column={column} person={person} selected={selected} />
        ))
      )}
    </div>
  );
}

/** The id of the row at a place. */
export function rowId(place: number): string {
  return `person-${place}`;
}

/** Stands in the place of a row that is on its way. */
function Waiting({ columns }: { columns: number }) {
  return (
    <span role="gridcell" aria-colspan={columns} className={styles.waiting}>
      <span className={styles.spoken}>{m.people_row_loading()}</span>
      <SkeletonText maxWidth="240px" />
    </span>
  );
}

function Cell(props: { column: Column; person: PersonRow; selected: boolean }) {
  const { column, person } = props;
  switch (column) {
    case "person":
      return <Names person={person} selected={props.selected} />;
    case "accounts":
      return <Accounts person={person} />;
    case "joined_by":
      return <Text>{joinedWords(person)}</Text>;
    case "state":
      return <State person={person} />;
    case "login":
      return <Texts texts={person.logins} />;
    case "server":
      return <Texts texts={person.servers} />;
    case "license":
      return <Text>{licenseWords(person)}</Text>;
  }
}

function Text({ children }: { children: string }) {
  return (
    <span role="gridcell" className={styles.cell} title={children}>
      {children}
    </span>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  return <Text>{texts.map(visible).join(m.people_separator())}</Text>;
}

function Names({ person, selected }: { person: PersonRow; selected: boolean }) {
  return (
    <span role="gridcell" className={`${styles.cell} ${styles.names}`}>
      {selected && <CheckIcon className={styles.check} />}
      <span className={styles.name} title={person.name ?? undefined}>
        {person.name === null ? m.people_no_name() : visible(person.name)}
      </span>
      <span className={styles.email} title={person.email ?? undefined}>
        {person.email === null ? m.people_no_email() : visible(person.email)}
      </span>
    </span>
  );
}

function Accounts({ person }: { person: PersonRow }) {
  const cloud = person.cloud_account ? 1 : 0;
  return (
    <span role="gridcell" className={`${styles.cell} ${styles.accounts}`}>
      <span className={styles.spoken}>
        {m.people_accounts_spoken({
          servers: count(person.server_accounts),
          cloud: count(cloud),
        })}
      </span>
      <span aria-hidden="true">
        <ServerIcon /> {count(person.server_accounts)}
      </span>
      <span aria-hidden="true">
        <CloudIcon /> {count(cloud)}
      </span>
    </span>
  );
}

function State({ person }: { person: PersonRow }) {
  const { icon, words } = stateOf(person);
  return (
    <span role="gridcell" className={`${styles.cell} ${styles.state}`}>
      {icon !== null && <StateIcon state={icon} />}
      {words}
    </span>
  );
}
