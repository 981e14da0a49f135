import { useAnswer } from "../backend/queries";
import type { Shell } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Page } from "../parts/Page";
import { m } from "../paraglide/messages.js";
import { CloudCount } from "./CloudCount";
import { FirstRun } from "./FirstRun";
import { ServersBox } from "./ServersBox";
import { TodoBox } from "./TodoBox";

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
  return (
    <Page
      title={m.overview_title()}
      sideLabel={m.overview_servers()}
      side={<ServersBox servers={answer.servers} />}
    >
      <CloudCount consumed={answer.consumed} shell={shell} />
      <TodoBox todo={answer.todo} nextExportBy={answer.next_export_by} />
    </Page>
  );
}
