import { useAnswer } from "../backend/queries";
import type { Overview, Shell } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Page } from "../parts/Page";
import { ReadConsumed } from "../parts/ReadConsumed";
import { useMedia } from "../parts/useMedia";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { CloudCount } from "./CloudCount";
import { DifferenceBox } from "./DifferenceBox";
import { FirstRun } from "./FirstRun";
import { NumberBox, nobodyIsKnown } from "./NumberBox";
import { ServersBox } from "./ServersBox";
import { TodoBox } from "./TodoBox";
import { WaterfallBox } from "./WaterfallBox";

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
  return <Filled overview={answer} shell={shell} />;
}

/**
 * In one column, what needs doing stands between the number and how it comes about; what is read one after the other also
 * stands so in the document.
 */
function Filled({ overview, shell }: { overview: Overview; shell: Shell }) {
  const number = useAnswer("people_number", {});
  const oneColumn = useMedia("(max-width: 1099px)");
  const { consumed, todo, servers } = overview;
  const people = number.data ?? null;
  const todoBox = (
    <TodoBox
      todo={[...todo, ...(people?.todo ?? [])]}
      nextExportBy={overview.next_export_by}
      twoColumns={oneColumn}
    />
  );
  const serversBox = <ServersBox servers={servers} />;
  return (
    <Page
      title={m.overview_title()}
      fact={consumed === null ? undefined : m.overview_as_of({ date: dateTime(consumed.at) })}
      actions={people !== null && shell.side === "connected" && <ReadConsumed />}
      {...(!oneColumn && {
        sideLabel: m.overview_todo(),
        side: (
          <>
            {todoBox}
            {serversBox}
          </>
        ),
      })}
    >
      <Answered query={number}>
        {(known) =>
          known === null ? (
            <CloudCount consumed={consumed} shell={shell} />
          ) : (
            <NumberBox number={known} consumed={consumed} shell={shell} />
          )
        }
      </Answered>
      {oneColumn && todoBox}
      {people !== null && !nobodyIsKnown(people) && (
        <>
          <WaterfallBox waterfall={people.waterfall} />
          <DifferenceBox number={people} shell={shell} />
        </>
      )}
      {oneColumn && serversBox}
    </Page>
  );
}
