import { useState } from "react";
import type { CountedOf } from "../generated/desk";
import { AnswerAsItCame } from "../parts/ConsumedAnswer";
import { Dialog } from "../parts/Dialog";
import { FactsList, type Fact } from "../parts/FactsList";
import { Figure } from "../parts/Figure";
import { m } from "../paraglide/messages.js";
import { exactTime } from "../words/dates";
import { visible } from "../words/names";
import styles from "./ReckonedFigure.module.css";

type ReckonedFigureProps = {
  /** Names the button. */
  meaning: string;
  /** The dialog's title. */
  title: string;
  /** The figures that it is reckoned from, and last itself. */
  terms: Fact[];
  /** The cloud's report; null where its count was asked for, so that the answer is the evidence. */
  report: CountedOf | null;
  children: string;
};

/** A figure that nobody told as such: it opens to what it is reckoned from, and to where the cloud's part of that stands. */
export function ReckonedFigure({ meaning, title, terms, report, children }: ReckonedFigureProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Figure meaning={meaning} onOpen={() => setShown(true)}>
        {children}
      </Figure>
      {shown && (
        <Dialog title={title} width="xlarge" onClose={() => setShown(false)}>
          <div className={styles.terms}>
            <FactsList figures facts={terms} />
          </div>
          {report === null ? <AnswerAsItCame /> : <ReportFiles report={report} />}
        </Dialog>
      )}
    </>
  );
}

/** The files that the cloud's report came in. */
function ReportFiles({ report }: { report: CountedOf }) {
  return (
    <FactsList
      facts={[
        ...report.files.map((file, index) => ({
          name: `${m.parts_report_source()} ${index + 1}`,
          value: visible(file),
        })),
        { name: m.parts_report_added(), value: exactTime(report.at) },
      ]}
    />
  );
}
