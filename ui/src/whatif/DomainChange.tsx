import { FormControl, Select, TextInput } from "@primer/react";
import type { WhatIfDomain } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { isDomain, type ChangedDomain } from "./domain";
import styles from "./WhatIf.module.css";

type DomainChangeProps = {
  domains: WhatIfDomain[];
  changed: ChangedDomain;
  onChange: (changed: ChangedDomain) => void;
};

/** A domain of primary e-mails that would be called otherwise. */
export function DomainChange({ domains, changed, onChange }: DomainChangeProps) {
  const { from, to } = changed;
  const wrong = from !== "" && to !== "" && !isDomain(to);
  return (
    <div className={styles.domain}>
      <FormControl>
        <FormControl.Label>{m.whatif_domain()}</FormControl.Label>
        <Select value={from} block onChange={({ target }) => onChange({ from: target.value, to })}>
          <Select.Option value="">{m.whatif_domain_none()}</Select.Option>
          {domains.map(({ domain, accounts }) => (
            <Select.Option key={domain} value={domain}>
              {m.whatif_domain_of({ count: accounts, domain: visible(domain) })}
            </Select.Option>
          ))}
        </Select>
      </FormControl>
      <FormControl disabled={from === ""}>
        <FormControl.Label>{m.whatif_domain_to()}</FormControl.Label>
        <TextInput
          value={to}
          block
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange({ from, to: target.value })}
        />
        {wrong && (
          <FormControl.Validation variant="error">{m.whatif_domain_wrong()}</FormControl.Validation>
        )}
      </FormControl>
    </div>
  );
}
