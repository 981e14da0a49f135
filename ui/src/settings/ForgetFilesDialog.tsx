import { useAct, useAnswer } from "../backend/queries";
import type { ForgetPlan } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Answered } from "../parts/Answered";
import { ConfirmationDialog } from "../parts/Dialog";
import { Rich } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import { size } from "../words/numbers";
import { visible } from "../words/names";
import styles from "./Settings.module.css";

/** Shows what forgetting would take away before it is done. */
export function ForgetFilesDialog({ onClose }: { onClose: () => void }) {
  const plan = useAnswer("plan_forget", {});
  const forget = useAct("forget");
  const refused =
    plan.data === undefined || plan.data.files === 0 || plan.data.unfinished.length > 0;
  return (
    <ConfirmationDialog
      danger
      title={m.settings_forget_title()}
      confirm={m.settings_forget_confirm()}
      refused={refused}
      working={forget.isPending}
      onConfirm={() =>
        forget.mutate(
          {},
          {
            onSuccess: () => announce(m.settings_forgotten()),
            onSettled: onClose,
          },
        )
      }
      onClose={onClose}
    >
      <Answered query={plan}>{(told) => <Plan plan={told} />}</Answered>
    </ConfirmationDialog>
  );
}

function Plan({ plan }: { plan: ForgetPlan }) {
  if (plan.unfinished.length > 0) {
    return (
      <div className={styles.plan}>
        <p>{m.settings_forget_unfinished()}</p>
        <ul className={styles.unfinished}>
          {plan.unfinished.map((server) => (
            <li key={server}>{visible(server)}</li>
          ))}
        </ul>
        <p>{m.settings_forget_unfinished_words()}</p>
      </div>
    );
  }
  if (plan.files === 0) return <p>{m.settings_forget_nothing()}</p>;
  return (
    <div className={styles.plan}>
      <p>
        <Rich parts={m.settings_forget_plan.parts({ count: plan.files, size: size(plan.bytes) })} />
      </p>
      <p>{m.settings_forget_stays()}</p>
    </div>
  );
}
