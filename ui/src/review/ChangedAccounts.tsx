import { usePages } from "../backend/pages";
import type {
  AccountChange,
  ChangedAccount,
  ComparedFiles,
  ListedAccount,
} from "../generated/desk";
import { AccountsDialog, FigureCell, LineBelow, accountColumns } from "../parts/AccountsDialog";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { changeWord } from "./changes";

type ChangedAccountsProps = {
  host: string;
  files: ComparedFiles;
  change: AccountChange;
  onClose: () => void;
};

/** The accounts behind one figure of a comparison. */
export function ChangedAccounts({ host, files, change, onClose }: ChangedAccountsProps) {
  const pages = usePages(["changed_accounts", files, change], async (backend, skip) => {
    const { accounts, total } = await backend.call("changed_accounts", { ...files, change, skip });
    return { rows: accounts, total };
  });
  return (
    <AccountsDialog
      title={m.review_changes_title({ name: changeWord(change), host: visible(host) })}
      pages={pages}
      columns={accountColumns()}
      cells={cellsOf}
      onClose={onClose}
    />
  );
}

function cellsOf({ before, after }: ChangedAccount) {
  const now = after ?? before;
  if (now === null) return null;
  return (
    <>
      <th scope="row">
        <Told before={before} after={after} of={({ login }) => login} />
      </th>
      <FigureCell>{now.id ?? m.parts_not_known()}</FigureCell>
      <td>
        <Told before={before} after={after} of={({ email }) => email} />
      </td>
      <td>
        <Told before={before} after={after} of={({ role }) => role} />
      </td>
      <FigureCell>{count(now.place)}</FigureCell>
    </>
  );
}

/** A value, and what it was before where that is another one. */
function Told(props: {
  before: ListedAccount | null;
  after: ListedAccount | null;
  of: (account: ListedAccount) => string | null;
}) {
  const { before, after, of } = props;
  const now = after ?? before;
  const value = now === null ? null : of(now);
  const earlier = before === null || after === null ? value : of(before);
  if (earlier === value) return value === null ? m.parts_not_known() : visible(value);
  return (
    <>
      {word(value)}
      <LineBelow>{m.review_changes_before({ value: word(earlier) })}</LineBelow>
    </>
  );
}

function word(told: string | null): string {
  return told === null ? m.parts_none() : visible(told);
}
