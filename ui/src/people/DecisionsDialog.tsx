import { useState } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import type { DecisionImport } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { DecisionItem } from "./DecisionItem";
import { ImportDialog } from "./ImportDialog";
import { useDecisions } from "./useDecisions";
import styles from "./Decisions.module.css";

/** All decisions that stand: each can be taken back; together they go to a file, and come from one. */
export function DecisionsDialog({ onClose }: { onClose: () => void }) {
  const backend = useBackend();
  const { decisions, isUndone, onUndone } = useDecisions();
  const [saved, setSaved] = useState<string | null>(null);
  const [looked, setLooked] = useState<DecisionImport | null>(null);
  const save = async () => {
    const path = await backend.saveFile({ what: "decisions" });
    if (path === null) return;
    const words = m.people_export_saved({ path: visible(path) });
    setSaved(words);
    announce(words);
  };
  const look = async () => setLooked(await backend.chooseDecisions());
  if (looked !== null) return <ImportDialog looked={looked} onClose={() => setLooked(null)} />;
  return (
    <Dialog
      title={m.people_decisions_title()}
      onClose={onClose}
      width="xlarge"
      buttons={[
        { content: m.people_decisions_import(), onClick: () => runOnHost(look()) },
        {
          content: m.people_decisions_export(),
          disabled: decisions.every(isUndone),
          onClick: () => runOnHost(save()),
        },
      ]}
    >
      <div className={styles.dialog}>
        <p className={styles.muted}>{m.people_decide_moves()}</p>
        {decisions.length === 0 ? (
          <p>{m.people_decisions_none()}</p>
        ) : (
          <ul className={styles.list}>
            {decisions.map((decision) => (
              <DecisionItem
                key={decision.id}
                decision={decision}
                undone={isUndone(decision)}
                onUndone={(undone) => onUndone(decision, undone)}
              />
            ))}
          </ul>
        )}
        {saved !== null && <p className={styles.saved}>{saved}</p>}
      </div>
    </Dialog>
  );
}
