import { DownloadIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useState } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAnswer } from "../backend/queries";
import type { Receipt } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Answered } from "../parts/Answered";
import { Page } from "../parts/Page";
import { PrimaryButton } from "../parts/PrimaryButton";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { AboutReceipt } from "./AboutReceipt";
import { ReceiptDocument } from "./ReceiptDocument";
import { ReceiptLabels } from "./ReceiptLabels";
import { useLightOnPaper } from "./useLightOnPaper";
import styles from "./Receipt.module.css";
import "./print.css";

/** A receipt: what was handed over, and what the cloud answered. */
export function ReceiptPlace({ number }: { number: string }) {
  const receipt = useAnswer("receipt", { number });
  if (receipt.data !== undefined) return <ReceiptPage receipt={receipt.data} />;
  return (
    <Page title={m.receipt_title({ number })} parent={inHistory()}>
      <Answered query={receipt}>{() => null}</Answered>
    </Page>
  );
}

const inHistory = () => ({ label: m.receipt_history(), place: { at: "history" } as const });

function ReceiptPage({ receipt }: { receipt: Receipt }) {
  useLightOnPaper();
  const [saved, setSaved] = useState<string | null>(null);
  return (
    <Page
      title={m.receipt_title({ number: receipt.number })}
      parent={inHistory()}
      fact={<ReceiptLabels receipt={receipt} />}
      actions={
        <>
          <Button onClick={() => window.print()}>{m.receipt_print()}</Button>
          <SaveButton number={receipt.number} onSaved={setSaved} />
        </>
      }
      side={<AboutReceipt receipt={receipt} />}
      sideLabel={m.receipt_side()}
      ruled
    >
      {saved !== null && <p className={styles.saved}>{saved}</p>}
      <ReceiptDocument receipt={receipt} />
    </Page>
  );
}

function SaveButton(props: { number: string; onSaved: (words: string) => void }) {
  const backend = useBackend();
  const save = async () => {
    const path = await backend.saveReceipt(props.number);
    if (path === null) return;
    const words = m.receipt_saved({ path: visible(path) });
    props.onSaved(words);
    announce(words);
  };
  return (
    <PrimaryButton leadingVisual={DownloadIcon} onClick={() => runOnHost(save())}>
      {m.receipt_save()}
    </PrimaryButton>
  );
}
