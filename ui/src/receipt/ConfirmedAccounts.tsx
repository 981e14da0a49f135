import { usePages } from "../backend/pages";
import type { ConfirmedAccount, ConfirmedChange } from "../generated/desk";
import { AccountsDialog, FigureCell, LineBelow } from "../parts/AccountsDialog";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { confirmedWord } from "./confirmed";

type ConfirmedAccountsProps = {
  /** The receipt's number. */
  number: string;
  change: ConfirmedChange;
  onClose: () => void;
};

/** Who stands behind one count of a receipt. They are kept apart from it, and may be forgotten. */
export function ConfirmedAccounts({ number, change, onClose }: ConfirmedAccountsProps) {
  const pages = usePages(["confirmed_accounts", number, change], async (backend, skip) => {
    const { accounts, total } = await backend.call("confirmed_accounts", { number, change, skip });
    return { rows: accounts, total };
  });
  return (
    <AccountsDialog
      title={m.receipt_confirmed_title({ name: confirmedWord(change), number })}
      pages={pages}
      columns={[m.parts_accounts_login(), m.parts_accounts_id(), m.parts_accounts_email()]}
      cells={cellsOf}
      forgotten={m.receipt_confirmed_forgotten()}
      onClose={onClose}
    />
  );
}

function cellsOf({ login, id, email, email_there: there, others }: ConfirmedAccount) {
  return (
    <>
      <th scope="row">
        {login === null ? m.parts_not_known() : visible(login)}
        {others.map((other) => (
          <LineBelow key={other}>{visible(other)}</LineBelow>
        ))}
      </th>
      <FigureCell>{id ?? m.parts_not_known()}</FigureCell>
      <td>
        {email === null ? m.parts_none() : visible(email)}
        {there !== null && (
          <LineBelow>{m.receipt_confirmed_email_there({ email: visible(there) })}</LineBelow>
        )}
      </td>
    </>
  );
}
