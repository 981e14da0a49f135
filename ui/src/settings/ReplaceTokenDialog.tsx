import { useId, useState } from "react";
import { useAct } from "../backend/queries";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { FormFailure } from "./FormFailure";
import { TokenFields, type TypedToken } from "./TokenFields";
import styles from "./Settings.module.css";

/** Gives an enterprise another token, then checks it. */
export function ReplaceTokenDialog(props: { enterprise: string; onClose: () => void }) {
  const { enterprise, onClose } = props;
  const replace = useAct("replace_token", { told: "by the caller" });
  const check = useAct("check_enterprise");
  const [typed, setTyped] = useState<TypedToken>({ token: "", sessionOnly: false });
  const [missing, setMissing] = useState(false);
  const formId = useId();

  const submit = () => {
    const token = typed.token.trim();
    setMissing(token === "");
    if (token === "") return;
    replace.mutate(
      { enterprise, token, session_only: typed.sessionOnly },
      {
        onSuccess: () => {
          onClose();
          check.mutate({ enterprise });
        },
      },
    );
  };

  return (
    <Dialog
      title={m.settings_token_title({ enterprise })}
      onClose={onClose}
      buttons={[
        { content: m.parts_cancel(), onClick: onClose },
        {
          content: m.settings_token_replace(),
          buttonType: "primary",
          type: "submit",
          form: formId,
          loading: replace.isPending,
          loadingAnnouncement: m.parts_loading(),
        },
      ]}
    >
      <form
        id={formId}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <FormFailure failure={replace.error?.failure} />
        <p className={styles.words}>{m.settings_token_replace_words()}</p>
        <TokenFields
          value={typed}
          required
          problem={missing ? m.settings_form_required() : undefined}
          onChange={setTyped}
        />
      </form>
    </Dialog>
  );
}
