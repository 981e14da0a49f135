import { useAnswer } from "../backend/queries";
import { Answered } from "../parts/Answered";
import { Dialog } from "../parts/Dialog";
import { FactsList, type Fact } from "../parts/FactsList";
import { m } from "../paraglide/messages.js";
import { exactTime } from "../words/dates";
import styles from "./ConsumedAnswer.module.css";

/** The cloud's last answer about consumed licenses, as it came. */
export function ConsumedAnswer({ onClose }: { onClose: () => void }) {
  const answer = useAnswer("consumed_answer", {});
  return (
    <Dialog title={m.overview_answer_title()} width="xlarge" onClose={onClose}>
      <Answered query={answer}>
        {(told) => {
          if (told === null) return <p>{m.overview_answer_none()}</p>;
          const facts: Fact[] = [
            { name: m.overview_answer_source(), value: <code>{told.source}</code> },
            { name: m.overview_answer_at(), value: exactTime(told.at) },
            {
              name: m.overview_answer_cloud_at(),
              value: told.cloud_at === null ? m.parts_not_known() : exactTime(told.cloud_at),
            },
          ];
          return (
            <>
              <FactsList facts={facts} />
              {/* A long answer is scrolled by key as well. */}
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <pre className={styles.body} tabIndex={0} aria-label={m.overview_answer_title()}>
                {told.body}
              </pre>
            </>
          );
        }}
      </Answered>
    </Dialog>
  );
}
