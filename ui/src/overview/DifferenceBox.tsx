import type { DifferenceReason, PeopleNumber, Shell } from "../generated/desk";
import { Box } from "../parts/Box";
import { Figure } from "../parts/Figure";
import { Strip } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { dateTime } from "../words/dates";
import { change, count } from "../words/numbers";

/** Why the cloud's own report counts another number. Only drawn where there is one to hold the number against. */
export function DifferenceBox({ number, shell }: { number: PeopleNumber; shell: Shell }) {
  const practice = shell.enterprise?.practice === true;
  const { cloud, licenses, difference } = number;
  if (cloud === null || cloud.consumed === null) return null;
  const total = { change: change(licenses.documented - cloud.consumed) };
  return (
    <Box
      title={practice ? m.overview_difference_practice(total) : m.overview_difference(total)}
      fact={m.overview_difference_fact({
        consumed: count(cloud.consumed),
        date: dateTime(cloud.at),
      })}
      body="rows"
    >
      <Strip
        pairs
        cells={difference.map(({ reason, change: part, people }) => ({
          name: reasonWords(reason),
          value:
            people === 0 ? (
              change(part)
            ) : (
              <Figure
                meaning={m.overview_change_evidence({
                  change: change(part),
                  name: reasonWords(reason),
                })}
                onOpen={() => goTo({ at: "people", behind: { of: "reason", reason } })}
              >
                {change(part)}
              </Figure>
            ),
          figure: true,
        }))}
      />
    </Box>
  );
}

/** What a reason is called. */
export function reasonWords(reason: DifferenceReason): string {
  switch (reason) {
    case "new_account":
      return m.overview_reason_new_account();
    case "gone_account":
      return m.overview_reason_gone_account();
    case "suspended_since":
      return m.overview_reason_suspended_since();
    case "email_changed":
      return m.overview_reason_email_changed();
    case "newly_linked":
      return m.overview_reason_newly_linked();
    case "no_longer_linked":
      return m.overview_reason_no_longer_linked();
    case "remembered_stale":
      return m.overview_reason_remembered_stale();
    case "cloud_only_knows":
      return m.overview_reason_cloud_only_knows();
    case "unexplained":
      return m.overview_reason_unexplained();
  }
}
