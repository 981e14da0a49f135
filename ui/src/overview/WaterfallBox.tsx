import { GraphIcon, TableIcon } from "@primer/octicons-react";
import { useState } from "react";
import type { StepName, WaterfallStep } from "../generated/desk";
import { Box } from "../parts/Box";
import { Figure } from "../parts/Figure";
import { Segments } from "../parts/Segments";
import { useMedia } from "../parts/useMedia";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { change, count } from "../words/numbers";
import { drawnSteps, stepWords, unitWords, type DrawnStep } from "./steps";
import styles from "./WaterfallBox.module.css";

/** How the number comes about, as a chart or as its table; both are as high. */
export function WaterfallBox({ waterfall }: { waterfall: WaterfallStep[] }) {
  const [view, setView] = useState<"chart" | "table">("chart");
  // Too narrow for bars that can be compared.
  const narrow = useMedia("(max-width: 480px)");
  return (
    <Box
      title={m.overview_waterfall()}
      body="rows"
      actions={
        !narrow && (
          <Segments
            label={m.overview_waterfall_view()}
            value={view}
            onChange={setView}
            segments={[
              { value: "chart", words: m.overview_chart(), icon: GraphIcon },
              { value: "table", words: m.overview_table(), icon: TableIcon },
            ]}
          />
        )
      }
    >
      <div className={styles.frame}>
        {view === "chart" && !narrow ? (
          <Chart steps={drawnSteps(waterfall)} />
        ) : (
          <StepTable waterfall={waterfall} />
        )}
      </div>
    </Box>
  );
}

function Chart({ steps }: { steps: DrawnStep[] }) {
  const most = Math.max(1, ...steps.map(({ to }) => to));
  return (
    <ol
      className={styles.chart}
      aria-label={m.overview_waterfall_spoken({
        first: count(steps[0]?.total ?? 0),
        last: count(steps.at(-1)?.total ?? 0),
      })}
    >
      {steps.map((step) => (
        <li
          key={step.step}
          className={step.step === "take" ? `${styles.row} ${styles.take}` : styles.row}
        >
          <span className={styles.name}>{stepWords(step.step)}</span>
          <span className={styles.bars} aria-hidden="true">
            {step.from < step.to && (
              <span
                className={`${styles.bar} ${styles[step.tone]}`}
                style={{
                  left: `min(${(step.from / most) * 100}%, 100% - 2px)`,
                  width: `${((step.to - step.from) / most) * 100}%`,
                }}
              />
            )}
            {step.step !== "take" && (
              <span
                className={styles.connector}
                style={{ left: `min(${(step.total / most) * 100}%, 100% - 1px)` }}
              />
            )}
          </span>
          <span className={styles.change}>
            {step.step !== "take" && step.change !== null && (
              <ChangeFigure step={step.step} value={step.change} />
            )}
          </span>
          <span className={styles.total}>
            {step.step === "server_accounts" || step.step === "take" ? (
              <TotalFigure step={step.step} value={step.total} />
            ) : (
              count(step.total)
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What a step changes, opening to the people behind it; nobody is behind nothing. */
function ChangeFigure({ step, value }: { step: StepName; value: number }) {
  if (value === 0) return change(value);
  return (
    <Figure
      meaning={m.overview_change_evidence({ change: change(value), name: stepWords(step) })}
      onOpen={() => goTo({ at: "people", behind: { of: "step", step } })}
    >
      {change(value)}
    </Figure>
  );
}

/** All accounts, or all licenses, opening to their people. */
function TotalFigure({ step, value }: { step: "server_accounts" | "take"; value: number }) {
  const shown = count(value);
  if (value === 0) return shown;
  return step === "take" ? (
    <Figure
      meaning={m.overview_take_evidence({ value: shown })}
      onOpen={() => goTo({ at: "people" })}
    >
      {shown}
    </Figure>
  ) : (
    <Figure
      meaning={m.overview_accounts_evidence({ value: shown })}
      onOpen={() => goTo({ at: "people", behind: { of: "step", step } })}
    >
      {shown}
    </Figure>
  );
}

function StepTable({ waterfall }: { waterfall: WaterfallStep[] }) {
  return (
    <table className={styles.table}>
      <caption className={styles.spoken}>{m.overview_waterfall()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.overview_step()}</th>
          <th scope="col">{m.overview_counts()}</th>
          <th scope="col" className={styles.figures}>
            {m.overview_change()}
          </th>
          <th scope="col" className={styles.figures}>
            {m.overview_total()}
          </th>
        </tr>
      </thead>
      <tbody>
        {waterfall.map((step, index) => (
          <tr key={step.step}>
            <th scope="row">{stepWords(step.step)}</th>
            <td className={styles.unit}>{unitWords(step.step)}</td>
            <td className={styles.figures}>
              {index > 0 && <ChangeFigure step={step.step} value={step.change} />}
            </td>
            <td className={styles.figures}>
              {index === waterfall.length - 1 ? (
                <strong>
                  <TotalFigure step="take" value={step.total} />
                </strong>
              ) : step.step === "server_accounts" ? (
                <TotalFigure step={step.step} value={step.total} />
              ) : (
                count(step.total)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
