import { FormControl, ProgressBar, Radio, RadioGroup } from "@primer/react";
import { useId, useRef, useState } from "react";
import { BackendFailure, useBackend } from "../backend/backend";
import { reportFailure } from "../backend/failures";
import { beginSaving, useSaving } from "../backend/progress";
import { useAct } from "../backend/queries";
import type { ExportFormat, PeopleQuery } from "../generated/desk";
import { announce } from "../parts/announcements";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import styles from "./ExportDialog.module.css";

type ExportDialogProps = {
  query: PeopleQuery;
  /** How many people the query finds. */
  total: number;
  /** The keys of those who are selected. */
  selected: readonly string[];
  onClose: () => void;
};

/** Where the writing of the file stands. */
type Stage = { at: "choosing" } | { at: "writing" } | { at: "saved"; path: string };

/** Writes the people who are found, or selected, to a file; tells how far it is, and can be stopped. */
export function ExportDialog({ query, total, selected, onClose }: ExportDialogProps) {
  const backend = useBackend();
  const stop = useAct("cancel_saving");
  const [format, setFormat] = useState<ExportFormat>("xlsx");
  const [onlySelected, setOnlySelected] = useState(selected.length > 0);
  const [stage, setStage] = useState<Stage>({ at: "choosing" });
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const rows = onlySelected ? selected.length : total;

  const write = async () => {
    beginSaving();
    setStage({ at: "writing" });
    const only = onlySelected ? [...selected] : null;
    try {
      const path = await backend.saveFile({ what: "people", query, only, format });
      if (path === null) {
        setStage({ at: "choosing" });
        return;
      }
      setStage({ at: "saved", path });
      announce(m.people_export_saved({ path: visible(path) }));
    } catch (reason) {
      if (!(reason instanceof BackendFailure)) throw reason;
      if (reason.failure.code === "cancelled") {
        setStage({ at: "choosing" });
        return;
      }
      onClose();
      reportFailure(reason.failure);
    }
  };
  const close = () => {
    if (stage.at === "writing") stop.mutate({});
    onClose();
  };

  return (
    <Dialog
      title={m.people_export_title()}
      onClose={close}
      initialFocus={first}
      buttons={
        stage.at === "choosing"
          ? [
              { content: m.parts_cancel(), onClick: onClose },
              {
                content: m.people_export_save(),
                buttonType: "primary",
                type: "submit",
                form,
                disabled: rows === 0,
              },
            ]
          : stage.at === "writing"
            ? [{ content: m.parts_cancel(), onClick: () => stop.mutate({}) }]
            : [{ content: m.parts_close(), buttonType: "primary", onClick: onClose }]
      }
    >
      {stage.at === "choosing" ? (
        <form
          id={form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void write();
          }}
        >
          {selected.length > 0 ? (
            <RadioGroup name="whom" onChange={(value) => setOnlySelected(value === "selected")}>
              <RadioGroup.Label>{m.people_export_whom()}</RadioGroup.Label>
              <Choice value="selected" checked={onlySelected}>
                {m.people_export_selected({ count: selected.length })}
              </Choice>
              <Choice value="found" checked={!onlySelected}>
                {m.people_export_found({ count: total })}
              </Choice>
            </RadioGroup>
          ) : (
            <p>{m.people_export_found({ count: total })}</p>
          )}
          <RadioGroup name="format" onChange={(value) => setFormat(value as ExportFormat)}>
            <RadioGroup.Label>{m.people_export_format()}</RadioGroup.Label>
            <Choice value="xlsx" checked={format === "xlsx"} input={first}>
              {m.people_export_xlsx()}
            </Choice>
            <Choice value="csv" checked={format === "csv"} caption={m.people_export_csv_words()}>
              {m.people_export_csv()}
            </Choice>
            <Choice
              value="ndjson"
              checked={format === "ndjson"}
              caption={m.people_export_ndjson_words()}
            >
              {m.people_export_ndjson()}
            </Choice>
          </RadioGroup>
          <p className={styles.muted}>{m.people_export_private()}</p>
        </form>
      ) : stage.at === "writing" ? (
        <Writing />
      ) : (
        <p className={styles.saved}>{m.people_export_saved({ path: visible(stage.path) })}</p>
      )}
    </Dialog>
  );
}

type ChoiceProps = {
  value: string;
  checked: boolean;
  caption?: string;
  input?: React.RefObject<HTMLInputElement | null>;
  children: React.ReactNode;
};

function Choice({ value, checked, caption, input, children }: ChoiceProps) {
  return (
    <FormControl>
      <Radio ref={input} value={value} checked={checked} readOnly />
      <FormControl.Label>{children}</FormControl.Label>
      {caption !== undefined && <FormControl.Caption>{caption}</FormControl.Caption>}
    </FormControl>
  );
}

/** How far the file is. After its last row a workbook is still packed, for a while of which nobody knows how long. */
function Writing() {
  const saving = useSaving();
  const words =
    saving === null
      ? m.people_export_started()
      : saving.done < saving.total
        ? m.people_export_so_far({ done: count(saving.done), total: count(saving.total) })
        : m.people_export_finishing();
  const percent = saving === null ? 0 : Math.floor((saving.done / saving.total) * 100);
  return (
    <div className={styles.writing}>
      <p>{words}</p>
      <ProgressBar
        bg="accent.emphasis"
        progress={percent}
        aria-label={m.people_export_progress()}
      />
    </div>
  );
}
