import { Button } from "@primer/react";
import { useAct } from "../backend/queries";
import type { ChangedGround, Decision } from "../generated/desk";
import { announce } from "../parts/announcements";
import { StateIcon } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { decisionWords } from "./decisions";
import styles from "./Decisions.module.css";

type DecisionItemProps = {
  decision: Decision;
  /** Whether it was taken back a moment ago. */
  undone: boolean;
  onUndone: (undone: boolean) => void;
};

/** A decision with who made it, what changed under it since, and a way to take it back, or to let it stand again. */
export function DecisionItem({ decision, undone, onUndone }: DecisionItemProps) {
  const undo = useAct("undo_decision");
  const restore = useAct("restore_decision");
  const { id, note, actor, at, changed, gone } = decision;
  const act = undone ? restore : undo;
  const onClick = () =>
    act.mutate(
      { id },
      {
        onSuccess: () => {
          onUndone(!undone);
          announce(undone ? m.people_decision_restored() : m.people_decision_undone());
        },
      },
    );
  return (
    <li className={styles.decision}>
      <div className={styles.texts}>
        <p className={undone ? styles.undone : undefined}>{decisionWords(decision)}</p>
        {note !== "" && <p className={styles.muted}>{visible(note)}</p>}
        <p className={styles.muted}>
          {undone
            ? m.people_decision_undone()
            : m.people_decided_by({ actor: visible(actor), date: date(at) })}
        </p>
        {!undone && <Ground changed={changed} gone={gone} />}
      </div>
      <Button size="small" loading={act.isPending} onClick={onClick}>
        {undone ? m.people_decision_restore() : m.people_decision_undo()}
      </Button>
    </li>
  );
}

/** What changed under a decision since it was made. */
export function Ground({ changed, gone }: { changed: ChangedGround[]; gone: string[] }) {
  const none = m.people_no_email();
  return (
    <>
      {changed.map(({ account, before, now }) => (
        <p key={account} className={styles.ground}>
          <StateIcon state="attention" />
          <span>
            {m.people_ground_changed({
              account: visible(account),
              before: before === null ? none : visible(before),
              now: now === null ? none : visible(now),
            })}
          </span>
        </p>
      ))}
      {gone.map((account) => (
        <p key={account} className={styles.ground}>
          <StateIcon state="attention" />
          <span>{m.people_ground_gone({ account: visible(account) })}</span>
        </p>
      ))}
    </>
  );
}
