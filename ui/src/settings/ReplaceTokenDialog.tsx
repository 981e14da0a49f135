import { useRef, useState } from "react";
import { useAct } from "../backend/queries";
import { m } from "../paraglide/messages.js";
import { enterpriseInSentence } from "../words/enterprises";
import { FormDialog } from "./FormDialog";
import { TokenFields, type TypedToken } from "./TokenFields";
import styles from "./Settings.module.css";

/** Gives an enterprise a token in the place of the one at hand, if there is one, then checks it. */
export function ReplaceTokenDialog(props: {
  enterprise: string;
  hasToken: boolean;
  onClose: () => void;
}) {
  const { enterprise, hasToken, onClose } = props;
  const replace = useAct("replace_token", { told: "by the caller" });
  const check = useAct("check_enterprise");
  const [typed, setTyped] = useState<TypedToken>({ token: "", sessionOnly: false });
  const [missing, setMissing] = useState(false);
  const tokenField = useRef<HTMLInputElement>(null);

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
    <FormDialog
      title={m.settings_token_title({ enterprise: enterpriseInSentence(enterprise) })}
      submit={hasToken ? m.settings_token_replace() : m.settings_token_add()}
      working={replace.isPending}
      failure={replace.error?.failure}
      onSubmit={submit}
      onClose={onClose}
      initialFocus={tokenField}
    >
      <p className={styles.words}>
        {hasToken ? m.settings_token_replace_words() : m.settings_token_never_shown()}
      </p>
      <TokenFields
        value={typed}
        field={tokenField}
        required
        problem={missing ? m.settings_form_required() : undefined}
        onChange={setTyped}
      />
    </FormDialog>
  );
}
