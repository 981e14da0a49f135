import { Button } from "@primer/react";
import { useAct, useAnswer } from "../backend/queries";
import type { PersonBox } from "../generated/desk";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { decisionWords, decisionsOf } from "./decisions";
import styles from "./WhyPanel.module.css";

/** The decisions that stand about a person's accounts; each can be taken back. */
export function DecidedHere({ person }: { person: PersonBox }) {
  const decisions = decisionsOf(person, useAnswer("decisions", {}).data ?? []);
  const undo = useAct("undo_decision");
  if (decisions.length === 0) return null;
  return (
    <section className={styles.decided}>
      <h3 className={styles.fixTitle}>{m.people_decided()}</h3>
      <ul>
        {decisions.map((decision) => (
          <li key={decision.id} className={styles.decision}>
            <div>
              <p>{decisionWords(decision)}</p>
              {decision.note !== "" && <p className={styles.where}>{visible(decision.note)}</p>}
              <p className={styles.where}>
                {m.people_decided_by({ actor: visible(decision.actor), date: date(decision.at) })}
              </p>
            </div>
            <Button
              size="small"
              loading={undo.isPending}
              onClick={() =>
                undo.mutate(
                  { id: decision.id },
                  { onSuccess: () => announce(m.people_decision_undone()) },
                )
              }
            >
              {m.people_decision_undo()}
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.where}>{m.people_decide_moves()}</p>
    </section>
  );
}
