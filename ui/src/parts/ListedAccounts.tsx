import type { ReactNode } from "react";
import { usePages } from "../backend/pages";
import type { ListedAccount, ListedOnly } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { AccountsDialog, FigureCell, LineBelow, accountColumns } from "./AccountsDialog";
import { ReadingAgain } from "./ReadingAgain";

type ListedAccountsProps = {
  title: string;
  /** The id of the file that lists them. */
  file: string;
  only: ListedOnly;
  /** Buttons below them. */
  actions?: ReactNode;
  onClose: () => void;
};

/** Accounts as a kept file lists them. It is read again, and may be forgotten. */
export function ListedAccounts({ title, file, only, actions, onClose }: ListedAccountsProps) {
  const pages = usePages(["listed_accounts", file, only], async (backend, skip) => {
    const { accounts, total } = await backend.call("listed_accounts", { file, only, skip });
    return { rows: accounts, total };
  });
  return (
    <AccountsDialog
      title={title}
      pages={pages}
      columns={accountColumns()}
      cells={cellsOf}
      forgotten={m.parts_accounts_forgotten()}
      reading={<ReadingAgain file={file} words={title} />}
      actions={actions}
      onClose={onClose}
    />
  );
}

function cellsOf({ login, id, email, role, suspended, place }: ListedAccount) {
  return (
    <>
      <th scope="row">
        {told(login)}
        {suspended === true && <LineBelow>{m.parts_accounts_suspended()}</LineBelow>}
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
