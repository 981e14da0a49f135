import type { CloudPartsRead, ReadCloudPart } from "../generated/desk";
import { FindingRow } from "../parts/FindingRow";
import { ReadingResult, ReadingResults } from "../parts/ReadingResults";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { failureWords } from "../words/failures";
import { count } from "../words/numbers";
import { doneWords, notReadWords, ownersWords, ownerWords, unknownByReason } from "./words";

/** What a reading brought: what was read, and what stays unknown, with what to do about it. */
export function Results({ read }: { read: CloudPartsRead }) {
  return (
    <ReadingResults heading={m.identities_last({ when: dateTime(read.at) })}>
      {read.parts.map((part) => (
        <Part key={part.part} part={part} />
      ))}
    </ReadingResults>
  );
}

function Part({ part }: { part: ReadCloudPart }) {
  const done = doneWords(part);
  const failed = part.failure === null ? null : failureWords(part.failure);
  return (
    <>
      {done !== null && <ReadingResult state="counted">{done}</ReadingResult>}
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
