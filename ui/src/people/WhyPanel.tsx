import {
  CheckIcon,
  CloudIcon,
  LightBulbIcon,
  PersonIcon,
  ServerIcon,
  XIcon,
} from "@primer/octicons-react";
import { Button, IconButton } from "@primer/react";
import { useEffect, useRef, useState } from "react";
import { useAct, useAnswer } from "../backend/queries";
import type {
  FixChange,
  NearPerson,
  PersonAccount,
  PersonBox,
  PersonEdge,
  PersonWhy,
} from "../generated/desk";
import { Answered } from "../parts/Answered";
import { announce } from "../parts/announcements";
import { Figure } from "../parts/Figure";
import { PrimaryButton } from "../parts/PrimaryButton";
import { Rich } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { DecideDialog } from "./DecideDialog";
import { DecidedHere } from "./DecidedHere";
import { EvidenceDialog } from "./EvidenceDialog";
import { nearWords, ruleWords, standingWords } from "./words";
import styles from "./WhyPanel.module.css";

type WhyPanelProps = {
  /** The key of an account of the person. */
  of: string;
  /** Counts how often the focus was to go into the panel. */
  focused: number;
  onClose: () => void;
};

/** Why somebody is one person, and who is probably counted beside them. It stays open while others are looked at. */
export function WhyPanel({ of, focused, onClose }: WhyPanelProps) {
  const why = useAnswer("person", { key: of });
  const panel = useRef<HTMLElement>(null);
  const name = nameOf(why.data?.person);
  useEscape(onClose);
  useEffect(() => {
    if (focused > 0) panel.current?.focus();
  }, [focused]);
  return (
    <aside
      ref={panel}
      className={styles.panel}
      aria-label={m.people_why({ name })}
      data-region="side"
      tabIndex={-1}
    >
      <IconButton
        className={styles.close}
        icon={XIcon}
        variant="invisible"
        size="small"
        aria-label={m.parts_close()}
        onClick={onClose}
      />
      <Answered query={why}>{(known) => <Why key={of} why={known} />}</Answered>
    </aside>
  );
}

function Why({ why: { person, near } }: { why: PersonWhy }) {
  const [evidence, setEvidence] = useState(false);
  const [deciding, setDeciding] = useState(false);
  return (
    <>
      <div className={styles.reasons}>
        <h2 className={styles.name}>{nameOf(person)}</h2>
        <p className={styles.facts}>
          {person.license ? m.people_takes_one() : m.people_takes_none()}
          {near !== null && ` · ${m.people_likely_twice()}`}
          {" · "}
          <Figure meaning={m.people_evidence_meaning()} onOpen={() => setEvidence(true)}>
            {m.people_evidence()}
          </Figure>
        </p>
        <Accounts title={m.people_this()} person={person} />
        {near !== null && <Near near={near} />}
        <DecidedHere person={person} />
      </div>
      <div className={styles.actions}>
        {near !== null && <OntoWorklist person={person} near={near} />}
        <Button onClick={() => setDeciding(true)}>{m.people_decide()}</Button>
      </div>
      {deciding && <DecideDialog person={person} near={near} onClose={() => setDeciding(false)} />}
      {evidence && (
        <EvidenceDialog
          accounts={[...person.accounts, ...(near?.person.accounts ?? [])]}
          onClose={() => setEvidence(false)}
        />
      )}
    </>
  );
}

/** Takes two who are probably one onto the worklist, for those who can make the change; or off it. */
function OntoWorklist({ person, near }: { person: PersonBox; near: NearPerson }) {
  const act = useAct("change_worklist");
  const change = (on: boolean) =>
    act.mutate(
      { account: person.key, other: near.person.key, on },
      {
        onSuccess: () => announce(on ? m.people_worklist_is_on() : m.people_worklist_is_off()),
      },
    );
  return near.on_worklist ? (
    <Button leadingVisual={CheckIcon} loading={act.isPending} onClick={() => change(false)}>
      {m.people_worklist_take_off()}
    </Button>
  ) : (
    <PrimaryButton loading={act.isPending} onClick={() => change(true)}>
      {m.people_worklist_add()}
    </PrimaryButton>
  );
}

function Near({ near }: { near: NearPerson }) {
  return (
    <>
      <Joint rule={nearWords(near.rule)} standing={standingWords(near.standing)} suggested />
      <Accounts title={m.people_beside()} person={near.person} />
      <section className={styles.fix}>
        <h3 className={styles.fixTitle}>
          <LightBulbIcon />
          {m.people_fix({ saves: near.saves, changes: near.changes.length })}
        </h3>
        {near.changes.map((change) => (
          <p key={JSON.stringify(change)}>
            <Change change={change} />
          </p>
        ))}
      </section>
    </>
  );
}

function Change({ change }: { change: FixChange }) {
  const email = visible(change.email);
  if (change.change === "verify") {
    return <Rich parts={m.people_fix_verify.parts({ email, login: visible(change.login) })} />;
  }
  const login = change.login === null ? m.people_no_name() : visible(change.login);
  return <Rich parts={m.people_fix_primary.parts({ email, login, host: visible(change.host) })} />;
}

/** A person as a box: the accounts one under the other, and between them what joins each to those above. */
function Accounts({ title, person }: { title: string; person: PersonBox }) {
  return (
    <section className={styles.person}>
      <header className={styles.header}>
        <PersonIcon />
        <h3 className={styles.title}>{title}</h3>
        <span className={styles.license}>
          {person.license ? m.people_state_license() : m.people_state_no_license()}
        </span>
      </header>
      <ol className={styles.accounts}>
        {person.accounts.map((account, place) => (
          <li key={account.key}>
            {place > 0 && <Edges edges={edgesTo(person.edges, place)} />}
            <Account account={account} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The edges that join an account with those above it; one of each rule. */
function edgesTo(edges: readonly PersonEdge[], place: number): PersonEdge[] {
  const own = edges.filter(({ a, b }) => Math.max(a, b) === place);
  return own.filter((edge, index) => own.findIndex((other) => other.rule === edge.rule) === index);
}

function Edges({ edges }: { edges: PersonEdge[] }) {
  return edges.map(({ rule, standing }) => (
    <Joint key={rule} rule={ruleWords(rule)} standing={standingWords(standing)} />
  ));
}

function Joint(props: { rule: string; standing: string; suggested?: boolean }) {
  return (
    <p className={props.suggested ? `${styles.joint} ${styles.suggested}` : styles.joint}>
      <strong>{props.rule}</strong> · {props.standing}
    </p>
  );
}

function Account({ account }: { account: PersonAccount }) {
  const Symbol = account.cloud ? CloudIcon : ServerIcon;
  const where =
    account.host === null
      ? m.people_in_cloud()
      : account.id === null
        ? visible(account.host)
        : m.people_host_and_id({ host: visible(account.host), id: String(account.id) });
  const states = [
    account.suspended && m.people_suspended(),
    account.dormant && m.people_dormant(),
    account.remembered && m.people_remembered(),
  ].filter((state) => state !== false);
  return (
    <div className={styles.account}>
      <Symbol className={styles.symbol} />
      <div className={styles.texts}>
        <p className={styles.login}>
          {account.login === null ? m.people_no_name() : visible(account.login)}
        </p>
        <p className={styles.where}>{[where, ...states].join(" · ")}</p>
        <p>{account.email === null ? m.people_no_email() : visible(account.email)}</p>
      </div>
    </div>
  );
}

/** Closes the panel wherever the focus is, unless something lies above it. */
function useEscape(onEscape: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const covered = document.querySelector('[role="dialog"], [role="menu"]') !== null;
      if (event.key !== "Escape" || event.defaultPrevented || covered) return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onEscape]);
}

function nameOf(person: PersonBox | undefined): string {
  const name = person?.name ?? null;
  return name === null ? m.people_no_name() : visible(name);
}
