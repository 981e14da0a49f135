import { Fragment, useState } from "react";
import type { Evidence, EvidenceSubject, Receipt } from "../generated/desk";
import { Box } from "../parts/Box";
import { RawText } from "../parts/RawText";
import { Rich } from "../parts/Rich";
import { StateLabel, type State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { date, timeWithSeconds, zoneName } from "../words/dates";
import { ComparedCounts } from "./ComparedCounts";
import { numberOf } from "../words/params";
import { evidenceWords } from "./evidence";
import styles from "./Receipt.module.css";

const LOOKS: Record<EvidenceSubject, { state: State; name: () => string }> = {
  received: { state: "counted", name: m.receipt_subject_received },
  counted: { state: "counted", name: m.receipt_subject_counted },
  failed: { state: "failed", name: m.receipt_subject_failed },
  // Read from a file that somebody dropped: assumed.
  listed: { state: "note", name: m.receipt_subject_listed },
  accounts_held: { state: "counted", name: m.receipt_subject_accounts_held },
  // That a number changed is worth knowing; it is no success of this file.
  consumed: { state: "note", name: m.receipt_subject_consumed },
};

/** What the cloud answered, in order, each with its source and, asked for, the answer as it came. */
export function EvidenceTable({ receipt }: { receipt: Receipt }) {
  const { evidence, practice } = receipt;
  const title = m.receipt_answers({ practice: practice ? "yes" : "no" });
  if (evidence.length === 0) {
    return (
      <Box title={title}>
        <p>{m.receipt_answers_none()}</p>
      </Box>
    );
  }
  const zone = zoneName(receipt.at);
  const oneClock = evidence.every((answer) => answer.by_cloud_clock);
  return (
    <Box
      title={title}
      fact={
        oneClock
          ? m.receipt_clock_cloud({ zone, practice: practice ? "yes" : "no" })
          : m.receipt_clock_mixed({ zone })
      }
      body="rows"
    >
      <div className={styles.tableFrame}>
        <table className={styles.table}>
          <caption className={styles.spoken}>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{m.receipt_column_state()}</th>
              <th scope="col">{m.receipt_column_when()}</th>
              <th scope="col">{m.receipt_column_evidence()}</th>
            </tr>
          </thead>
          <tbody>
            {evidence.map((answer) => (
              <EvidenceRow
                key={`${answer.subject}-${answer.at}`}
                evidence={answer}
                receipt={receipt}
                nameClock={!oneClock}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Box>
  );
}

function EvidenceRow(props: { evidence: Evidence; receipt: Receipt; nameClock: boolean }) {
  const { evidence, receipt, nameClock } = props;
  const [shown, setShown] = useState(false);
  const { state, name } = lookOf(evidence, receipt);
  return (
    <tr>
      <th scope="row" className={styles.subject}>
        <StateLabel state={state}>{name()}</StateLabel>
      </th>
      <td className={styles.when}>
        {timeWithSeconds(evidence.at)}
        <span className={styles.day}>{date(evidence.at)}</span>
        {nameClock && !evidence.by_cloud_clock && (
          <span className={styles.day}>{m.receipt_clock_here()}</span>
        )}
      </td>
      <td>
        <p>
          <Rich parts={evidenceWords(evidence, receipt)} />
        </p>
        <ComparedCounts evidence={evidence} receipt={receipt} />
        <p className={styles.sourceLine}>
          <span className={styles.source} lang="en">
            <Breakable source={evidence.source} />
          </span>
          {evidence.answer !== "" && (
            <button
              type="button"
              className={styles.disclose}
              aria-expanded={shown}
              onClick={() => setShown(!shown)}
            >
              {shown ? m.receipt_answer_hide() : m.receipt_answer_show()}
              <span className={styles.spoken}> ({evidence.source})</span>
            </button>
          )}
        </p>
        {shown && (
          <RawText
            text={evidence.answer}
            label={m.receipt_answer_of({ source: evidence.source })}
          />
        )}
      </td>
    </tr>
  );
}

/** The name of an operation, which can be broken after each of its dots. */
function Breakable({ source }: { source: string }) {
  return source.split(".").map((part, index) => (
    // The parts of one name never change their order.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && (
        <>
          .<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}

/** Accounts that differ from the reviewed ones want a look. */
function lookOf({ subject, params }: Evidence, receipt: Receipt) {
  const { accounts_held: held, accounts_expected: expected } = receipt;
  const oneByOne = ["missing", "unexpected", "differing"].map((name) => numberOf(params, name));
  const compared = oneByOne.some((value) => value !== null);
  const differs = compared
    ? oneByOne.some((value) => value !== null && value > 0)
    : held !== null && expected !== null && held !== expected;
  const look = LOOKS[subject];
  return subject === "accounts_held" && differs ? { ...look, state: "attention" as const } : look;
}
