import {
  BeakerIcon,
  BrowserIcon,
  EyeIcon,
  FileCodeIcon,
  GrabberIcon,
  PackageDependentsIcon,
  UploadIcon,
  VerifiedIcon,
  type Icon,
} from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useBackend } from "../backend/backend";
import { useAct } from "../backend/queries";
import { runOnHost } from "../backend/host";
import type { SampleFile, Shell } from "../generated/desk";
import { useTheRest } from "../parts/later";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { PrimaryButton } from "../parts/PrimaryButton";
import { useDragOut } from "../parts/useDragOut";
import { m } from "../paraglide/messages.js";
import { GettingTheFile } from "./GettingTheFile";
import styles from "./FirstRun.module.css";

/** Before anything was reviewed: where to drop, the three steps, and how to get a file. */
export function FirstRun({ samples, shell }: { samples: SampleFile[]; shell: Shell }) {
  const backend = useBackend();
  const addSample = useAct("add_sample");
  const [first] = samples;
  const choose = () => runOnHost(backend.chooseFiles());
  useTheRest();
  return (
    <>
      <section className={styles.drop} aria-labelledby="drop-heading">
        <UploadIcon size={32} className={styles.symbol} />
        <h2 className={styles.heading} id="drop-heading">
          {m.overview_drop_heading()}
        </h2>
        <p className={styles.words}>{m.overview_drop_says()}</p>
        <p className={styles.words}>{m.overview_drop_promise()}</p>
        <div className={styles.buttons}>
          {first === undefined ? (
            <PrimaryButton onClick={choose}>{m.overview_choose_files()}</PrimaryButton>
          ) : (
            <>
              <PrimaryButton
                leadingVisual={BeakerIcon}
                onClick={() => addSample.mutate({ sample: first.id })}
              >
                {m.overview_review_sample()}
              </PrimaryButton>
              <Button onClick={choose}>{m.overview_choose_files()}</Button>
            </>
          )}
        </div>
        {samples.length > 0 && (
          <div className={styles.rehearse}>
            <span>{m.overview_rehearse()}</span>
            {samples.map((sample) => (
              <SampleChip
                key={sample.id}
                sample={sample}
                onReview={() => addSample.mutate({ sample: sample.id })}
              />
            ))}
          </div>
        )}
      </section>
      <Steps shell={shell} />
      <GettingTheFile />
    </>
  );
}

/** A sample that can be dragged out of the window and dropped on it again, and is a button for the keyboard. */
function SampleChip({ sample, onReview }: { sample: SampleFile; onReview: () => void }) {
  const dragOut = useDragOut({ kind: "sample", id: sample.id });
  return (
    <button
      type="button"
      className={styles.chip}
      aria-label={m.overview_review_named_sample({ name: sample.name })}
      onClick={onReview}
      {...dragOut}
    >
      <GrabberIcon aria-hidden="true" />
      <FileCodeIcon aria-hidden="true" />
      <MiddleEllipsis name={sample.name} />
    </button>
  );
}

function Steps({ shell }: { shell: Shell }) {
  const practice = shell.enterprise?.practice === true;
  const handOver: [Icon, string, string] =
    shell.side === "isolated"
      ? [PackageDependentsIcon, m.overview_step_carry(), m.overview_step_carry_words()]
      : [
          BrowserIcon,
          m.overview_step_hand_over(),
          practice ? m.overview_step_practice_words() : m.overview_step_hand_over_words(),
        ];
  const steps: [Icon, string, string][] = [
    [EyeIcon, m.overview_step_review(), m.overview_step_review_words()],
    handOver,
    [
      VerifiedIcon,
      m.overview_step_counted(),
      practice ? m.overview_step_counted_practice_words() : m.overview_step_counted_words(),
    ],
  ];
  return (
    <ol className={styles.steps}>
      {steps.map(([Symbol, title, words]) => (
        <li key={title} className={styles.step}>
          <Symbol className={styles.stepSymbol} />
          <div>
            <h2 className={styles.stepTitle}>{title}</h2>
            <p className={styles.stepWords}>{words}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
