import { ToggleSwitch } from "@primer/react";
import { useId, useState } from "react";
import { useAct } from "../backend/queries";
import { ConfirmationDialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { NO_CHANGE } from "./change";
import { SettingRow } from "./SettingRow";

/** Which side of the gap this computer is on. Asked both ways: each changes what else can be done here. */
export function IsolatedSideRow({ isolated }: { isolated: boolean }) {
  const change = useAct("change_settings");
  const [asking, setAsking] = useState(false);
  const titleId = useId();
  const wordsId = useId();
  const close = () => setAsking(false);
  const confirm = () =>
    change.mutate(
      { ...NO_CHANGE, side: isolated ? "connected" : "isolated" },
      { onSettled: close },
    );
  return (
    <SettingRow
      title={m.settings_isolated()}
      titleId={titleId}
      words={m.settings_isolated_words()}
      wordsId={wordsId}
    >
      <ToggleSwitch
        size="small"
        aria-labelledby={titleId}
        aria-describedby={wordsId}
        checked={isolated}
        buttonLabelOn={m.settings_on()}
        buttonLabelOff={m.settings_off()}
        onClick={() => setAsking(true)}
      />
      {asking && (
        <ConfirmationDialog
          title={isolated ? m.settings_connect_title() : m.settings_isolate_title()}
          confirm={isolated ? m.settings_connect_confirm() : m.settings_isolate_confirm()}
          working={change.isPending}
          onConfirm={confirm}
          onClose={close}
        >
          {isolated ? m.settings_connect_words() : m.settings_isolate_words()}
        </ConfirmationDialog>
      )}
    </SettingRow>
  );
}
