import { FormControl, TextInput } from "@primer/react";
import { useRef, useState, type RefObject } from "react";
import { useAct } from "../backend/queries";
import type { NewEnterprise } from "../generated/desk";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { startAt } from "../place";
import { enterpriseInSentence } from "../words/enterprises";
import { enterpriseAddressOf } from "./address";
import { FormDialog } from "./FormDialog";
import { TokenFields, type TypedToken } from "./TokenFields";
import styles from "./Settings.module.css";

type Field = keyof NewEnterprise;

/** The host of nearly every enterprise. */
const GITHUB = "github.com";

/** Adds an enterprise, chooses it, and checks it where there is a token and a network. */
export function AddEnterpriseDialog(props: { isolated: boolean; onClose: () => void }) {
  const { isolated, onClose } = props;
  const add = useAct("add_enterprise", { told: "by the caller" });
  const check = useAct("check_enterprise");
  const [enterprise, setEnterprise] = useState<NewEnterprise>({ name: "", host: GITHUB, slug: "" });
  const [typed, setTyped] = useState<TypedToken>({ token: "", sessionOnly: false });
  const [missing, setMissing] = useState<readonly Field[]>([]);
  const nameField = useRef<HTMLInputElement>(null);

  const submit = () => {
    const trimmed = {
      name: enterprise.name.trim(),
      host: enterprise.host.trim(),
      slug: enterprise.slug.trim(),
    };
    const empty = (["name", "host", "slug"] as const).filter((field) => trimmed[field] === "");
    setMissing(empty);
    if (empty.length > 0) return;
    const token = isolated || typed.token.trim() === "" ? null : typed.token.trim();
    add.mutate(
      { enterprise: trimmed, token, session_only: typed.sessionOnly },
      {
        onSuccess: () => {
          announce(m.settings_enterprise_added({ enterprise: enterpriseInSentence(trimmed.name) }));
          startAt({ at: "settings" });
          onClose();
          if (token !== null) check.mutate({ enterprise: trimmed.name });
        },
      },
    );
  };
  const problem = (field: Field) =>
    missing.includes(field) ? m.settings_form_required() : undefined;

  return (
    <FormDialog
      title={m.settings_form_title()}
      submit={m.settings_form_add()}
      working={add.isPending}
      failure={add.error?.failure}
      onSubmit={submit}
      onClose={onClose}
      initialFocus={nameField}
    >
      <TextField
        label={m.settings_form_name()}
        field={nameField}
        words={m.settings_form_name_words()}
        value={enterprise.name}
        problem={problem("name")}
        onChange={(name) => setEnterprise({ ...enterprise, name })}
      />
      <TextField
        label={m.settings_form_slug()}
        words={m.settings_form_slug_words()}
        value={enterprise.slug}
        problem={problem("slug")}
        onChange={(slug) => setEnterprise({ ...enterprise, slug, ...enterpriseAddressOf(slug) })}
      />
      <TextField
        label={m.settings_form_host()}
        words={m.settings_form_host_words()}
        value={enterprise.host}
        problem={problem("host")}
        onChange={(host) => setEnterprise({ ...enterprise, host })}
      />
      {isolated ? (
        <p className={styles.words}>{m.settings_form_token_isolated()}</p>
      ) : (
        <TokenFields value={typed} onChange={setTyped} />
      )}
    </FormDialog>
  );
}

function TextField(props: {
  label: string;
  words: string;
  value: string;
  problem: string | undefined;
  field?: RefObject<HTMLInputElement | null>;
  onChange: (value: string) => void;
}) {
  const { label, words, value, problem, field, onChange } = props;
  return (
    <FormControl required>
      <FormControl.Label>{label}</FormControl.Label>
      <TextInput
        block
        {...(field && { ref: field })}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <FormControl.Caption>{words}</FormControl.Caption>
      {problem !== undefined && (
        <FormControl.Validation variant="error">{problem}</FormControl.Validation>
      )}
    </FormControl>
  );
}
