import { Button } from "@primer/react";
import { Fragment } from "react";
import { usePages } from "../backend/pages";
import type { CloudPerson, DifferencePart } from "../generated/desk";
import { AccountsDialog, FigureCell } from "../parts/AccountsDialog";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { visible } from "../words/names";
import { change, count } from "../words/numbers";
import { reasonWords } from "./reasons";

/** How many are asked for at once. */
const PAGE = 100;

/** Those behind a part of the difference whom the cloud's report lists and who take no license here. */
export function CloudPeopleDialog(props: { part: DifferencePart; onClose: () => void }) {
  const { reason, people, change: part } = props.part;
  const pages = usePages(["cloud_people", reason], async (backend, from) => {
    const page = await backend.call("cloud_people", { reason, from, count: PAGE });
    return { rows: page.people, total: page.total };
  });
  return (
    <AccountsDialog
      title={m.overview_cloud_people({ name: reasonWords(reason), change: change(part) })}
      pages={pages}
      columns={[
        m.overview_cloud_people_accounts(),
        m.overview_cloud_people_emails(),
        m.overview_cloud_people_file(),
        m.parts_accounts_place(),
      ]}
      cells={cellsOf}
      words={m.overview_cloud_people_words()}
      actions={
        people > 0 && (
          <Button onClick={() => goTo({ at: "people", behind: { of: "reason", reason } })}>
            {m.overview_cloud_people_here({ count: people })}
          </Button>
        )
      }
      onClose={props.onClose}
    />
  );
}

function cellsOf({ name, accounts, emails, evidence }: CloudPerson) {
  return (
    <>
      <th scope="row">
        {accounts.length === 0 ? visible(name ?? m.parts_not_known()) : <Lines of={accounts} />}
      </th>
      <td>{emails.length === 0 ? m.parts_none() : <Lines of={emails} />}</td>
      <td>{evidence === null ? m.parts_not_known() : visible(evidence.file)}</td>
      <FigureCell>{evidence === null ? m.parts_not_known() : count(evidence.place)}</FigureCell>
    </>
  );
}

function Lines({ of }: { of: string[] }) {
  return of.map((text, index) => (
    <Fragment key={text}>
      {index > 0 && <br />}
      {visible(text)}
    </Fragment>
  ));
}
