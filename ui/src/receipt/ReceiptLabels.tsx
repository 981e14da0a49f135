import { Label, type LabelProps } from "@primer/react";
import type { HandOverState, Receipt } from "../generated/desk";
import { StateLabel, type State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import styles from "./Receipt.module.css";

type Look = { variant: LabelProps["variant"]; state: State; name: () => string };

const ENDED: Look = { variant: "secondary", state: "ahead", name: m.receipt_state_other };

/** A receipt certifies one of three states; the others never get one. */
const LOOKS: Record<HandOverState, Look> = {
  counted: { variant: "success", state: "counted", name: m.receipt_state_counted },
  failed: { variant: "danger", state: "failed", name: m.receipt_state_failed },
  unconfirmed: { variant: "attention", state: "attention", name: m.receipt_state_unconfirmed },
  handing_over: ENDED,
  waiting: ENDED,
  received: ENDED,
  cancelled: ENDED,
  stopped: ENDED,
};

/** The state that a receipt certifies, and the word that a rehearsal bears wherever it is seen. */
export function ReceiptLabels({ receipt }: { receipt: Receipt }) {
  const { variant, state, name } = LOOKS[receipt.state];
  return (
    <span className={styles.labels}>
      <Label variant={variant} size="large">
        <StateLabel state={state}>{name()}</StateLabel>
      </Label>
      {receipt.practice && (
        <Label variant="attention" size="large">
          {m.receipt_practice()}
        </Label>
      )}
    </span>
  );
}
