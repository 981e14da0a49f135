import { Label } from "@primer/react";
import { useAnswer } from "../backend/queries";
import type {
  Consumed,
  ExpectedCount,
  ExpectedLicenses,
  ReviewSheet,
  WhyNotExpected,
} from "../generated/desk";
import { IdentitiesNote } from "../identities/IdentitiesNote";
import { Box } from "../parts/Box";
import { ConsumedFigure } from "../parts/ConsumedFigure";
import { FactsList, type Fact } from "../parts/FactsList";
import { Figure } from "../parts/Figure";
import { ReadConsumed } from "../parts/ReadConsumed";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { dateTime } from "../words/dates";
import { change as changeWords, count } from "../words/numbers";
import styles from "./Review.module.css";

/** What a hand-over should change in the enterprise's count; what nobody can know is said so, and why. */
export function ExpectedChange(props: {
  sheet: ReviewSheet;
  /** Whether there is an enterprise that can be asked. */
  connected: boolean;
}) {
  const { sheet, connected } = props;
  const { now } = sheet;
  // While files are read, what they say of people changes with each of them.
  const read = sheet.files.every(({ state }) => state === "read");
  const query = useAnswer("expected_count", { review: sheet.id }, { enabled: read });
  const expected = query.data;
  const licenses = expected?.licenses ?? null;
  const counting = query.isFetching && expected === undefined;
  return (
    <Box
      title={m.review_change()}
      actions={
        <>
          {connected && (now === null || expected?.why_not === "no_cloud_report") && (
            <ReadConsumed bare alone />
          )}
          {licenses !== null && (
            <Label>
              {licenses.complete ? m.review_change_complete() : m.review_change_at_least()}
            </Label>
          )}
        </>
      }
    >
      <FactsList figures facts={factsOf(now, licenses, counting)} />
      <div className={styles.changeNotes}>
        <p>
          {now === null
            ? m.review_change_unread()
            : m.review_change_read({ when: dateTime(now.at) })}
        </p>
        <Why expected={expected} sealed={sheet.leaving.sealed} />
      </div>
      {connected && <IdentitiesNote />}
    </Box>
  );
}

function factsOf(
  now: Consumed | null,
  licenses: ExpectedLicenses | null,
  counting: boolean,
): Fact[] {
  const purchased = now?.purchased ?? null;
  const unknown = counting ? m.review_change_counting() : m.parts_not_known();
  return [
    {
      name: m.review_change_now(),
      value:
        now === null ? (
          m.parts_not_known()
        ) : (
          <ConsumedFigure which="consumed" value={now.consumed} />
        ),
    },
    {
      name: m.review_change_after(),
      value: licenses === null ? unknown : <After licenses={licenses} />,
      strong: licenses !== null,
    },
    {
      name: m.review_change_range(),
      value:
        licenses === null
          ? unknown
          : m.overview_range({ low: count(licenses.low), high: count(licenses.high) }),
    },
    {
      name: m.review_change_purchased(),
      value:
        purchased === null ? (
          m.parts_not_known()
        ) : (
          <ConsumedFigure which="purchased" value={purchased} />
        ),
    },
    {
      name: m.review_change_left(),
      value: licenses === null ? unknown : leftWords(purchased, licenses),
    },
  ];
}

/** The number after it, which opens everybody who makes it up. */
function After({ licenses: { documented, complete } }: { licenses: ExpectedLicenses }) {
  const shown = complete
    ? count(documented)
    : m.review_change_at_least_value({ value: count(documented) });
  return (
    <Figure
      meaning={m.review_change_after_evidence({ value: shown })}
      onOpen={() => goTo({ at: "people" })}
    >
      {shown}
    </Figure>
  );
}

/** What is left can be less than nothing; where the number is "at least", no more than this is left. */
function leftWords(purchased: number | null, { documented, complete }: ExpectedLicenses): string {
  if (purchased === null) return m.parts_not_known();
  const left = purchased - documented;
  const figure = left < 0 ? changeWords(left) : count(left);
  return complete ? figure : m.overview_at_most({ number: figure });
}

function Why({ expected, sealed }: { expected: ExpectedCount | undefined; sealed: boolean }) {
  if (expected === undefined) return null;
  const { licenses, why_not: why } = expected;
  if (why !== null) {
    const words = WHY_NOT[why];
    return words === null ? null : <p>{words()}</p>;
  }
  return licenses?.complete === false && sealed ? <p>{m.review_change_sealed()}</p> : null;
}

const WHY_NOT: Record<WhyNotExpected, (() => string) | null> = {
  // Said in "What will leave".
  nothing_leaves: null,
  no_cloud_report: m.review_change_no_cloud_report,
  newer_export: m.review_change_newer_export,
  older_list: m.review_change_older_list,
  others_wait: m.review_change_others_wait,
};
