import { Checkbox, FormControl, Select, Textarea, TextInput } from "@primer/react";
import { useRef, useState } from "react";
import { useAct } from "../backend/queries";
import type { Network, NetworkChange, ProxyKind } from "../generated/desk";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { FormDialog } from "./FormDialog";
import styles from "./Settings.module.css";

/** A text in PEM form that is being pasted, or is to go. */
type Pem = { text: string; remove: boolean };

const NO_PEM: Pem = { text: "", remove: false };

/** Changes the way out to the cloud. A password and a key are never shown again. */
export function NetworkDialog({ network, onClose }: { network: Network; onClose: () => void }) {
  const change = useAct("change_network", { told: "by the caller" });
  const [kind, setKind] = useState<ProxyKind>(network.proxy);
  const [url, setUrl] = useState(network.proxy_url ?? "");
  const [user, setUser] = useState(network.proxy_user ?? "");
  const [password, setPassword] = useState("");
  const [authorities, setAuthorities] = useState<Pem>(NO_PEM);
  const [certificate, setCertificate] = useState<Pem>(NO_PEM);
  const kindField = useRef<HTMLSelectElement>(null);

  const submit = () => {
    const own = kind === "own";
    const typed: NetworkChange = {
      proxy: {
        kind,
        url: own ? url.trim() : "",
        user: own ? user.trim() : "",
        password: own && password !== "" ? password : null,
      },
      authorities: changeOf(authorities),
      client_certificate: changeOf(certificate),
    };
    change.mutate(typed, {
      onSuccess: () => {
        announce(m.settings_network_saved());
        onClose();
      },
    });
  };

  return (
    <FormDialog
      title={m.settings_network_title()}
      submit={m.settings_network_save()}
      working={change.isPending}
      failure={change.error?.failure}
      onSubmit={submit}
      onClose={onClose}
      initialFocus={kindField}
    >
      <p className={styles.words}>{m.settings_network_words()}</p>
      <FormControl>
        <FormControl.Label>{m.settings_network_proxy()}</FormControl.Label>
        <Select
          block
          ref={kindField}
          value={kind}
          onChange={({ target }) => setKind(kindOf(target.value))}
        >
          <Select.Option value="system">{m.settings_network_as_the_system()}</Select.Option>
          <Select.Option value="none">{m.settings_network_none()}</Select.Option>
          <Select.Option value="own">{m.settings_network_own()}</Select.Option>
        </Select>
      </FormControl>
      {kind === "own" && (
        <>
          <TextField
            label={m.settings_network_url()}
            words={m.settings_network_url_words()}
            value={url}
            required
            onChange={setUrl}
          />
          <TextField
            label={m.settings_network_user()}
            words={m.settings_network_user_words()}
            value={user}
            onChange={setUser}
          />
          {user.trim() !== "" && (
            <TextField
              label={m.settings_network_password()}
              words={m.settings_network_password_words()}
              value={password}
              secret
              onChange={setPassword}
            />
          )}
        </>
      )}
      <PemField
        label={m.settings_network_pem()}
        words={m.settings_network_pem_words()}
        value={authorities}
        remove={network.authorities > 0 ? m.settings_network_pem_remove() : null}
        onChange={setAuthorities}
      />
      {network.authority_faults.map((fault) => (
        <p key={fault.number} className={styles.words}>
          {m.settings_network_fault({ ...fault })}
        </p>
      ))}
      <PemField
        label={m.settings_network_own_certificate()}
        words={m.settings_network_own_certificate_words()}
        value={certificate}
        remove={network.client_certificate ? m.settings_network_own_certificate_remove() : null}
        onChange={setCertificate}
      />
    </FormDialog>
  );
}

type TextFieldProps = {
  label: string;
  words: string;
  value: string;
  required?: boolean;
  /** Never shown, never completed. */
  secret?: boolean;
  onChange: (value: string) => void;
};

function TextField(props: TextFieldProps) {
  const { label, words, value, required = false, secret = false, onChange } = props;
  return (
    <FormControl required={required}>
      <FormControl.Label>{label}</FormControl.Label>
      <TextInput
        block
        type={secret ? "password" : "text"}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <FormControl.Caption>{words}</FormControl.Caption>
    </FormControl>
  );
}

type PemFieldProps = {
  label: string;
  words: string;
  value: Pem;
  /** The words of the box that takes away what is at hand; null where nothing is. */
  remove: string | null;
  onChange: (value: Pem) => void;
};

function PemField({ label, words, value, remove, onChange }: PemFieldProps) {
  return (
    <>
      <FormControl disabled={value.remove}>
        <FormControl.Label>{label}</FormControl.Label>
        <Textarea
          block
          rows={3}
          resize="vertical"
          autoComplete="off"
          spellCheck={false}
          value={value.text}
          onChange={({ target }) => onChange({ ...value, text: target.value })}
        />
        <FormControl.Caption>{words}</FormControl.Caption>
      </FormControl>
      {remove !== null && (
        <FormControl>
          <Checkbox
            checked={value.remove}
            onChange={({ target }) => onChange({ text: "", remove: target.checked })}
          />
          <FormControl.Label>{remove}</FormControl.Label>
        </FormControl>
      )}
    </>
  );
}

/** What the desk is told of it: null leaves what is at hand, an empty text takes it away. */
function changeOf({ text, remove }: Pem): string | null {
  if (remove) return "";
  return text.trim() === "" ? null : text;
}

function kindOf(value: string): ProxyKind {
  return value === "none" || value === "own" ? value : "system";
}
