import { OrganizationIcon, SyncIcon } from "@primer/octicons-react";
import { ActionList, Button, Label } from "@primer/react";
import { useState } from "react";
import { useAct } from "../backend/queries";
import type { Enterprise, TokenState } from "../generated/desk";
import { ConfirmationDialog } from "../parts/Dialog";
import { MoreMenu } from "../parts/MoreMenu";
import { StateLabel, type State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { enterpriseInSentence } from "../words/enterprises";
import { NO_CHANGE } from "./change";
import { CheckLines } from "./CheckLines";
import { ReplaceTokenDialog } from "./ReplaceTokenDialog";
import styles from "./Settings.module.css";

type EnterpriseSectionProps = {
  enterprise: Enterprise;
  /** Whether it is the one that the window is about now. */
  atHand: boolean;
  isolated: boolean;
};

/** An enterprise: where it is, its token, and its last check line by line. */
export function EnterpriseSection({ enterprise, atHand, isolated }: EnterpriseSectionProps) {
  const { name, host, slug, token, check } = enterprise;
  const change = useAct("change_settings");
  const checkNow = useAct("check_enterprise");
  const [dialog, setDialog] = useState<"token" | "remove" | null>(null);
  const close = () => setDialog(null);
  const hasToken = token === "keychain" || token === "session";
  return (
    <section className={styles.enterprise} aria-label={name}>
      <div className={styles.head}>
        <OrganizationIcon className={styles.symbol} />
        <h3 className={styles.name}>{name}</h3>
        <span className={styles.address}>{m.settings_enterprise_at({ host, slug })}</span>
        {atHand && <Label>{m.settings_at_hand()}</Label>}
        <div className={styles.buttons}>
          {!isolated && (
            <>
              <Button
                size="small"
                leadingVisual={SyncIcon}
                loading={checkNow.isPending}
                loadingAnnouncement={m.parts_loading()}
                onClick={() => checkNow.mutate({ enterprise: name })}
              >
                {check === null ? m.settings_check() : m.settings_check_again()}
              </Button>
              <Button size="small" onClick={() => setDialog("token")}>
                {hasToken ? m.settings_replace_token() : m.settings_add_token()}
              </Button>
            </>
          )}
          <MoreMenu label={m.settings_more_of({ enterprise: enterpriseInSentence(name) })}>
            {!atHand && (
              <ActionList.Item onSelect={() => change.mutate({ ...NO_CHANGE, enterprise: name })}>
                {m.settings_switch_to({ enterprise: enterpriseInSentence(name) })}
              </ActionList.Item>
            )}
            <ActionList.Item variant="danger" onSelect={() => setDialog("remove")}>
              {m.settings_remove()}
            </ActionList.Item>
          </MoreMenu>
        </div>
      </div>
      <p className={styles.token}>
        <StateLabel state={TOKEN_STATES[token]}>{tokenWords(token)}</StateLabel>
      </p>
      {check === null ? (
        <p className={styles.words}>
          {isolated ? m.settings_not_checked_isolated() : m.settings_not_checked()}
        </p>
      ) : (
        <>
          <CheckLines lines={check.lines} practice={enterprise.practice} />
          <p className={styles.words}>{m.settings_checked({ date: dateTime(check.at) })}</p>
        </>
      )}
      {dialog === "token" && (
        <ReplaceTokenDialog enterprise={name} hasToken={hasToken} onClose={close} />
      )}
      {dialog === "remove" && <RemoveDialog enterprise={name} onClose={close} />}
    </section>
  );
}

function RemoveDialog({ enterprise, onClose }: { enterprise: string; onClose: () => void }) {
  const remove = useAct("remove_enterprise");
  return (
    <ConfirmationDialog
      danger
      title={m.settings_remove_title({ enterprise: enterpriseInSentence(enterprise) })}
      confirm={m.settings_remove_confirm()}
      working={remove.isPending}
      onConfirm={() => remove.mutate({ enterprise }, { onSettled: onClose })}
      onClose={onClose}
    >
      {m.settings_remove_words()}
    </ConfirmationDialog>
  );
}

const TOKEN_STATES: Record<TokenState, State> = {
  keychain: "counted",
  session: "counted",
  missing: "attention",
  unknown: "attention",
};

function tokenWords(token: TokenState): string {
  switch (token) {
    case "keychain":
      return m.settings_token_keychain();
    case "session":
      return m.settings_token_session();
    case "missing":
      return m.settings_token_missing();
    case "unknown":
      return m.settings_token_unknown();
  }
}
