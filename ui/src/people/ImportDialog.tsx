import { useAct } from "../backend/queries";
import type { DecisionImport, ImportPart, ImportedDecision } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Dialog } from "../parts/Dialog";
import { StateIcon, type State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { decisionWords } from "./decisions";
import { Ground } from "./DecisionItem";
import styles from "./Decisions.module.css";

/** What the decisions of a file would add, change and contradict, before anything of it is taken. */
export function ImportDialog({ looked, onClose }: { looked: DecisionImport; onClose: () => void }) {
  const take = useAct("take_decisions");
  const { id, file, added, changed, conflicts, same } = looked;
  const taken = added.count + changed.count;
  const confirm = () =>
    take.mutate(
      { id },
      {
        onSuccess: () => announce(m.people_import_done({ count: taken })),
        onSettled: onClose,
      },
    );
  return (
    <Dialog
      title={m.people_import_title({ file: visible(file) })}
      onClose={onClose}
      width="xlarge"
      buttons={[
        { content: m.parts_cancel(), onClick: onClose },
        {
          content: m.people_import_take({ count: taken }),
          buttonType: "primary",
          disabled: taken === 0,
          loading: take.isPending,
          loadingAnnouncement: m.parts_loading(),
          onClick: confirm,
        },
      ]}
    >
      <div className={styles.dialog}>
        <p className={styles.muted}>{m.people_decide_moves()}</p>
        <Part title={m.people_import_added({ count: added.count })} state="counted" part={added} />
        <Part
          title={m.people_import_changed({ count: changed.count })}
          state="note"
          part={changed}
        />
        <Part
          title={m.people_import_conflicts({ count: conflicts.count })}
          words={m.people_import_conflicts_words()}
          state="attention"
          part={conflicts}
        />
        {same > 0 && <p>{m.people_import_same({ count: same })}</p>}
      </div>
    </Dialog>
  );
}

function Part(props: { title: string; words?: string; state: State; part: ImportPart }) {
  const { count: all, first } = props.part;
  if (all === 0) return null;
  return (
    <section className={styles.part}>
      <h2 className={styles.partTitle}>
        <StateIcon state={props.state} />
        {props.title}
      </h2>
      {props.words !== undefined && <p>{props.words}</p>}
      <ul className={styles.list}>
        {first.map((decision) => (
          <Imported key={keyOf(decision)} decision={decision} />
        ))}
      </ul>
      {all > first.length && <p>{m.people_import_more({ count: all - first.length })}</p>}
    </section>
  );
}

function Imported({ decision }: { decision: ImportedDecision }) {
  return (
    <li className={styles.decision}>
      <div className={styles.texts}>
        <p>{decisionWords(decision)}</p>
        {decision.note !== "" && <p className={styles.muted}>{visible(decision.note)}</p>}
        <Ground changed={decision.changed} gone={decision.gone} />
      </div>
    </li>
  );
}

function keyOf({ kind, account, other }: ImportedDecision): string {
  return [kind, account, other ?? ""].join(" ");
}
