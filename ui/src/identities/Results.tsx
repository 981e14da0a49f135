import type { CloudPartsRead, ReadCloudPart } from "../generated/desk";
import { FindingRow } from "../parts/FindingRow";
import { StateLabel } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { failureWords } from "../words/failures";
import { count } from "../words/numbers";
import { doneWords, notReadWords, ownersWords, ownerWords, unknownByReason } from "./words";
import styles from "./Identities.module.css";

/** What a reading brought: what was read, and what stays unknown, with what to do about it. */
export function Results({ read }: { read: CloudPartsRead }) {
  return (
    <section className={styles.results} aria-label={m.identities_last({ when: dateTime(read.at) })}>
      <h2 className={styles.heading}>{m.identities_last({ when: dateTime(read.at) })}</h2>
      <div className={styles.rows}>
        {read.parts.map((part) => (
          <Part key={part.part} part={part} />
        ))}
      </div>
    </section>
  );
}

function Part({ part }: { part: ReadCloudPart }) {
  const done = doneWords(part);
  const failed = part.failure === null ? null : failureWords(part.failure);
  return (
    <>
      {done !== null && (
        <div className={styles.done}>
          <StateLabel state="counted">{done}</StateLabel>
        </div>
      )}
      {failed !== null && (
        <FindingRow
          weight="error"
          title={notReadWords(part.part)}
          happened={failed.happened}
          advice={failed.advice}
        />
      )}
      {unknownByReason(part).map(({ failure, owners }) => {
        const words = failureWords(failure);
        return (
          <FindingRow
            key={words.happened}
            weight="warning"
            title={m.identities_not_read({ of: ownersWords(owners) })}
            happened={words.happened}
            advice={words.advice}
          />
        );
      })}
      {part.differing.map(({ of, read, told }) => (
        <FindingRow
          key={ownerWords(of)}
          weight="warning"
          happened={m.identities_differing({
            of: ownerWords(of),
            read: count(read),
            told: count(told),
          })}
          advice={m.identities_differing_advice()}
        />
      ))}
    </>
  );
}
