import { Button } from "@primer/react";
import { usePages } from "../backend/pages";
import type { ExportLine, ListedAccount } from "../generated/desk";
import { AccountsDialog, FigureCell, LineBelow } from "../parts/AccountsDialog";
import { ReadingAgain } from "../parts/ReadingAgain";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { date } from "../words/dates";
import { visible } from "../words/names";
import { count } from "../words/numbers";

type ExportAccountsProps = {
  line: ExportLine;
  /** The id of the file that lists them. */
  file: string;
  onClose: () => void;
};

/** The accounts that a server had at one export, as its list tells them. The list is read again, and may be forgotten. */
export function ExportAccounts({ line, file, onClose }: ExportAccountsProps) {
  const pages = usePages(["listed_accounts", file], async (backend, skip) => {
    const { accounts, total } = await backend.call("listed_accounts", { file, skip });
    return { rows: accounts, total };
  });
  const title = m.servers_export_accounts({ date: date(line.at) });
  return (
    <AccountsDialog
      title={title}
      pages={pages}
      columns={[
        m.parts_accounts_login(),
        m.parts_accounts_id(),
        m.parts_accounts_email(),
        m.parts_accounts_role(),
        m.parts_accounts_place(),
      ]}
      cells={cellsOf}
      forgotten={m.servers_export_forgotten()}
      reading={<ReadingAgain file={file} words={title} />}
      actions={
        <Button onClick={() => goTo({ at: "review", review: line.review })}>
          {m.servers_open_review()}
        </Button>
      }
      onClose={onClose}
    />
  );
}

function cellsOf({ login, id, email, role, suspended, place }: ListedAccount) {
  return (
    <>
      <th scope="row">
        {told(login)}
        {suspended === true && <LineBelow>{m.servers_suspended()}</LineBelow>}
      </th>
      <FigureCell>{id ?? m.parts_not_known()}</FigureCell>
      <td>{email === null ? m.parts_none() : visible(email)}</td>
      <td>{told(role)}</td>
      <FigureCell>{count(place)}</FigureCell>
    </>
  );
}

function told(value: string | null): string {
  return value === null ? m.parts_not_known() : visible(value);
}
