import { BeakerIcon, PlusIcon } from "@primer/octicons-react";
import { Button, Label } from "@primer/react";
import { useAct } from "../backend/queries";
import type { Shell } from "../generated/desk";
import { Box } from "../parts/Box";
import { m } from "../paraglide/messages.js";
import { openDialog } from "../shell/dialogs";
import { isOwnPractice } from "../words/enterprises";
import { NO_CHANGE } from "./change";
import { EnterpriseSection } from "./EnterpriseSection";
import styles from "./Settings.module.css";

/** Every enterprise with what its last check said, and the practice enterprise, which needs no token. */
export function EnterprisesBox({ shell }: { shell: Shell }) {
  const practice = shell.enterprises.find(isOwnPractice);
  return (
    <Box
      title={m.settings_enterprises()}
      body="rows"
      actions={
        <Button size="small" leadingVisual={PlusIcon} onClick={() => openDialog("add-enterprise")}>
          {m.settings_add_enterprise()}
        </Button>
      }
    >
      {shell.enterprises
        .filter((known) => !isOwnPractice(known))
        .map((known) => (
          <EnterpriseSection
            key={known.name}
            enterprise={known}
            atHand={known.name === shell.enterprise?.name}
            isolated={shell.side === "isolated"}
          />
        ))}
      {practice !== undefined && (
        <PracticeRow name={practice.name} atHand={practice.name === shell.enterprise?.name} />
      )}
    </Box>
  );
}

function PracticeRow({ name, atHand }: { name: string; atHand: boolean }) {
  const change = useAct("change_settings");
  return (
    <div className={styles.practice}>
      <BeakerIcon className={styles.symbol} />
      <h3 className={styles.name}>{m.settings_practice()}</h3>
      <span className={styles.address}>{m.settings_practice_words()}</span>
      <div className={styles.buttons}>
        {atHand ? (
          <Label>{m.settings_at_hand()}</Label>
        ) : (
          <Button size="small" onClick={() => change.mutate({ ...NO_CHANGE, enterprise: name })}>
            {m.settings_practice_switch()}
          </Button>
        )}
      </div>
    </div>
  );
}
