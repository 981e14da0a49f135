import { Checkbox, FormControl, TextInput } from "@primer/react";
import type { RefObject } from "react";
import { m } from "../paraglide/messages.js";

/** A token that is being typed. */
export type TypedToken = { token: string; sessionOnly: boolean };

type TokenFieldsProps = {
  value: TypedToken;
  onChange: (value: TypedToken) => void;
  /** Where the token is typed. */
  field?: RefObject<HTMLInputElement | null>;
  required?: boolean;
  /** What is wrong with the token. */
  problem?: string | undefined;
};

/** Where a token is typed, and whether the keychain keeps it. It is never shown. */
export function TokenFields(props: TokenFieldsProps) {
  const { value, onChange, field, required = false, problem } = props;
  return (
    <>
      <FormControl required={required}>
        <FormControl.Label>{m.settings_form_token()}</FormControl.Label>
        <TextInput
          block
          {...(field && { ref: field })}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={value.token}
          onChange={({ target }) => onChange({ ...value, token: target.value })}
        />
        <FormControl.Caption>
          {required ? m.settings_form_token_words() : m.settings_form_token_optional_words()}
        </FormControl.Caption>
        {problem !== undefined && (
          <FormControl.Validation variant="error">{problem}</FormControl.Validation>
        )}
      </FormControl>
      <FormControl>
        <Checkbox
          checked={value.sessionOnly}
          onChange={({ target }) => onChange({ ...value, sessionOnly: target.checked })}
        />
        <FormControl.Label>{m.settings_form_session()}</FormControl.Label>
      </FormControl>
    </>
  );
}
