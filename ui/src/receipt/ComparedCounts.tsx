import { useState } from "react";
import type { ConfirmedChange, Evidence, Receipt } from "../generated/desk";
import { Figure } from "../parts/Figure";
import { m } from "../paraglide/messages.js";
import { exactTime } from "../words/dates";
import { count } from "../words/numbers";
import { choiceOf, numberOf, textOf, type Params } from "../words/params";
import { ConfirmedAccounts } from "./ConfirmedAccounts";
import { confirmedWord } from "./confirmed";
import styles from "./Receipt.module.css";

const OF_ACCOUNTS: readonly ConfirmedChange[] = ["missing", "unexpected", "differing"];
const OF_PEOPLE: readonly ConfirmedChange[] = ["joined", "left", "merged", "split"];

/** How accounts or people compare, one by one: the counts, each of which opens to who stands behind it; else why they do not. */
export function ComparedCounts({ evidence, receipt }: { evidence: Evidence; receipt: Receipt }) {
  const { subject, params } = evidence;
  const [shown, setShown] = useState<ConfirmedChange | null>(null);
  if (subject !== "accounts_held" && subject !== "consumed") return null;
  const ofAccounts = subject === "accounts_held";
  const why = choiceOf(params, "not_compared");
  if (why !== "") return <p className={styles.compared}>{notComparedWords(why, params)}</p>;
  const changes = ofAccounts ? OF_ACCOUNTS : OF_PEOPLE;
  const counts = changes.flatMap((change) => {
    const value = numberOf(params, change);
    return value === null ? [] : [{ change, value }];
  });
  if (counts.length === 0) return null;
  return (
    <>
      <p className={styles.compared}>{ofAccounts ? listWords(params) : betweenWords(params)}</p>
      <ul className={styles.counts}>
        {counts.map(({ change, value }) => (
          <li key={change}>
            {confirmedWord(change)}{" "}
            {value === 0 || receipt.confirmation === null ? (
              <b>{count(value)}</b>
            ) : (
              <Figure
                meaning={m.receipt_confirmed_show({
                  name: confirmedWord(change),
                  count: count(value),
                })}
                onOpen={() => setShown(change)}
              >
                {count(value)}
              </Figure>
            )}
          </li>
        ))}
      </ul>
      {ofAccounts && numberOf(params, "all_seen") === 0 && (
        <p className={styles.compared}>{m.receipt_compared_in_part()}</p>
      )}
      {shown !== null && (
        <ConfirmedAccounts number={receipt.number} change={shown} onClose={() => setShown(null)} />
      )}
    </>
  );
}

function listWords(params: Params): string {
  const listed = count(numberOf(params, "listed") ?? 0);
  return choiceOf(params, "against") === "export"
    ? m.receipt_compared_export({ listed })
    : m.receipt_compared_report({ listed, when: exactTime(textOf(params, "list_at")) });
}

function betweenWords(params: Params): string {
  return m.receipt_compared_people({
    before: exactTime(textOf(params, "people_before_at")),
    after: exactTime(textOf(params, "people_after_at")),
  });
}

function notComparedWords(why: string, params: Params): string {
  switch (why) {
    case "no_list":
      return m.receipt_not_compared_no_list();
    case "list_gone":
      return m.receipt_not_compared_list_gone();
    case "not_held":
      return m.receipt_not_compared_not_held();
    case "none_before":
      return m.receipt_not_compared_none_before();
    default:
      return m.receipt_not_compared_unread({ failure: choiceOf(params, "failure") || why });
  }
}
