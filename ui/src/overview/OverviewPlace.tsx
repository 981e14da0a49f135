import { useAnswer } from "../backend/queries";
import type { Shell } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { later } from "../parts/later";
import { Page } from "../parts/Page";
import { m } from "../paraglide/messages.js";
import { FirstRun } from "./FirstRun";

const FilledOverview = later(async () => (await import("./FilledOverview")).FilledOverview);

/** Where everything stands, and the way to begin where nothing was ever reviewed. */
export function OverviewPlace({ shell }: { shell: Shell }) {
  const overview = useAnswer("overview", {});
  const answer = overview.data;
  if (answer === undefined || answer.empty) {
    return (
      <Page title={m.overview_title()}>
        <Answered query={overview}>
          {({ samples }) => <FirstRun samples={samples} shell={shell} />}
        </Answered>
      </Page>
    );
  }
  return <FilledOverview overview={answer} shell={shell} />;
}
