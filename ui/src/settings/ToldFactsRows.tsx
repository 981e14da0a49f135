import { useState } from "react";
import { useAct, useAnswer } from "../backend/queries";
import type { BillingModel, ToldFacts } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { Segments } from "../parts/Segments";
import { SettingRow } from "./SettingRow";

type Told = "unknown" | "yes" | "no";

/** What no file tells of the enterprise at hand; the count goes by it. */
export function ToldFactsRows() {
  const known = useAnswer("told_facts", {});
  const act = useAct("tell_facts");
  // What was chosen last holds at once, so that two choices after each other do not undo one another.
  const [chosen, setChosen] = useState<ToldFacts | null>(null);
  const facts = chosen ?? known.data;
  if (facts === undefined) return null;
  const tell = (change: Partial<ToldFacts>) => {
    const next = { ...facts, ...change };
    setChosen(next);
    act.mutate(next, { onError: () => setChosen(null) });
  };
  return (
    <>
      <SettingRow title={m.settings_billing()} words={m.settings_billing_words()}>
        <Segments
          label={m.settings_billing()}
          segments={BILLING.map((value) => ({ value, words: billingWords(value) }))}
          value={facts.billing}
          onChange={(billing) => tell({ billing })}
        />
      </SettingRow>
      <SettingRow title={m.settings_scim()} words={m.settings_scim_words()}>
        <ToldSwitch
          label={m.settings_scim()}
          value={facts.scim}
          onChange={(scim) => tell({ scim })}
        />
      </SettingRow>
      <SettingRow title={m.settings_managed()} words={m.settings_managed_words()}>
        <ToldSwitch
          label={m.settings_managed()}
          value={facts.managed_users}
          onChange={(managed) => tell({ managed_users: managed })}
        />
      </SettingRow>
    </>
  );
}

const BILLING: readonly BillingModel[] = ["unknown", "volume", "usage"];

function billingWords(billing: BillingModel): string {
  switch (billing) {
    case "unknown":
      return m.settings_billing_unknown();
    case "volume":
      return m.settings_billing_volume();
    case "usage":
      return m.settings_billing_usage();
  }
}

/** On, off, or nobody told. */
function ToldSwitch(props: {
  label: string;
  value: boolean | null;
  onChange: (value: boolean | null) => void;
}) {
  const { label, value, onChange } = props;
  return (
    <Segments
      label={label}
      segments={[
        { value: "unknown", words: m.settings_told_unknown() },
        { value: "yes", words: m.settings_told_yes() },
        { value: "no", words: m.settings_told_no() },
      ]}
      value={(value === null ? "unknown" : value ? "yes" : "no") as Told}
      onChange={(chosen) => onChange(chosen === "unknown" ? null : chosen === "yes")}
    />
  );
}
