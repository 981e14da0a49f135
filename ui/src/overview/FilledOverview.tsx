import type { CSSProperties } from "react";
import { useAnswer } from "../backend/queries";
import type { Overview, Shell } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { useTheRest } from "../parts/later";
import { Page } from "../parts/Page";
import { ReadConsumed } from "../parts/ReadConsumed";
import { useHeight } from "../parts/useHeight";
import { useMedia } from "../parts/useMedia";
import { m } from "../paraglide/messages.js";
import { WhatIfButton } from "../whatif/WhatIfButton";
import { dateTime } from "../words/dates";
import { CloudCount } from "./CloudCount";
import { CountingNumber, CountingSteps } from "./Counting";
import { DifferenceBox } from "./DifferenceBox";
import { NumberBox } from "./NumberBox";
import { nobodyIsKnown } from "./numberFacts";
import { ServersBox } from "./ServersBox";
import { TodoBox } from "./TodoBox";
import { inOrder } from "./todo";
import { WaterfallBox } from "./WaterfallBox";
import styles from "./Overview.module.css";

/**
 * Where everything stands.
 *
 * What is read one after the other also stands so in the document, at every size: the number, what needs doing, how the
 * number comes about, the difference, the servers. In a wide window two of them are drawn beside the others.
 */
export function FilledOverview({ overview, shell }: { overview: Overview; shell: Shell }) {
  const number = useAnswer("people_number", {});
  const oneColumn = useMedia("(max-width: 1099px)");
  const [todoFrame, todoHeight] = useHeight<HTMLElement>();
  const { consumed, todo, servers } = overview;
  const people = number.data ?? null;
  const counting = number.isPending;
  useTheRest();
  return (
    <Page
      title={m.overview_title()}
      fact={consumed === null ? undefined : m.overview_as_of({ date: dateTime(consumed.at) })}
      actions={
        people !== null && (
          <>
            {!nobodyIsKnown(people) && <WhatIfButton number={people} />}
            {shell.side === "connected" && <ReadConsumed />}
          </>
        )
      }
    >
      <div className={styles.grid} style={{ "--todo-height": `${todoHeight}px` } as CSSProperties}>
        <div className={styles.main}>
          {counting ? (
            <CountingNumber />
          ) : (
            <Answered query={number}>
              {(known) =>
                known === null ? (
                  <CloudCount consumed={consumed} shell={shell} />
                ) : (
                  <NumberBox number={known} consumed={consumed} shell={shell} />
                )
              }
            </Answered>
          )}
        </div>
        <aside
          ref={todoFrame}
          className={styles.todo}
          aria-label={m.overview_todo()}
          data-region="side"
          tabIndex={-1}
        >
          <TodoBox
            todo={inOrder([...todo, ...(people?.todo ?? [])])}
            nextExportBy={overview.next_export_by}
            counting={counting}
            twoColumns={oneColumn}
          />
        </aside>
        {counting && (
          <div className={styles.main}>
            <CountingSteps />
          </div>
        )}
        {people !== null && !nobodyIsKnown(people) && (
          <>
            <div className={styles.main}>
              <WaterfallBox waterfall={people.waterfall} />
            </div>
            <div className={styles.main}>
              <DifferenceBox number={people} shell={shell} />
            </div>
          </>
        )}
        <div className={styles.servers}>
          <ServersBox servers={servers} fromCloud={people?.cloud_servers ?? []} />
        </div>
      </div>
    </Page>
  );
}
