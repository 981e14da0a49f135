import type { PersonBox } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { useDecisions } from "./useDecisions";
import { decisionsOf } from "./decisions";
import { DecisionItem } from "./DecisionItem";
import styles from "./WhyPanel.module.css";

/** The decisions that stand about a person's accounts; each can be taken back, and stand again. */
export function DecidedHere({ person }: { person: PersonBox }) {
  const { decisions, isUndone, onUndone } = useDecisions();
  const own = decisionsOf(person, decisions);
  if (own.length === 0) return null;
  return (
    <section className={styles.decided}>
      <h3 className={styles.fixTitle}>{m.people_decided()}</h3>
      <ul>
        {own.map((decision) => (
          <DecisionItem
            key={decision.id}
            decision={decision}
            undone={isUndone(decision)}
            onUndone={(undone) => onUndone(decision, undone)}
          />
        ))}
      </ul>
      <p className={styles.where}>{m.people_decide_moves()}</p>
    </section>
  );
}
