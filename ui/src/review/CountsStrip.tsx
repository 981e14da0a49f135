import { useState } from "react";
import type { AccountsEntry, Compared, FileBox, ListedOnly, ServerBox } from "../generated/desk";
import { Figure } from "../parts/Figure";
import { ListedAccounts } from "../parts/ListedAccounts";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { date } from "../words/dates";
import { change, count, size, sizeChange } from "../words/numbers";

/** The counts of a list of accounts that is compared with nothing. */
export function AccountsStrip({ file, accounts }: { file: string; accounts: AccountsEntry }) {
  return <Strip cells={accountCells(file, accounts, null)} />;
}

/** The counts of a file's accounts, each of which opens them. */
function accountCells(
  file: string,
  accounts: AccountsEntry,
  compared: Compared | null,
): StripCell[] {
  const cell = (
    only: ListedOnly,
    name: string,
    now: number | null,
    before: number | null | undefined,
  ): StripCell => {
    if (now === null) return { name, value: m.parts_not_known() };
    const known = before !== null && before !== undefined;
    return {
      name,
      value: <AccountsFigure file={file} only={only} name={name} value={now} />,
      change: known ? change(now - before) : undefined,
      figure: true,
    };
  };
  return [
    cell("all", m.review_accounts(), accounts.total, compared?.total),
    cell("active", m.review_active(), accounts.active, compared?.active),
    cell("suspended", m.review_suspended(), accounts.suspended, compared?.suspended),
    cell("dormant", m.review_dormant(), accounts.dormant, compared?.dormant),
  ];
}

function AccountsFigure(props: { file: string; only: ListedOnly; name: string; value: number }) {
  const { file, only, name, value } = props;
  const [opened, setOpened] = useState(false);
  const shown = count(value);
  if (value === 0) return shown;
  return (
    <>
      <Figure meaning={m.review_changes_open({ name, shown })} onOpen={() => setOpened(true)}>
        {shown}
      </Figure>
      {opened && (
        <ListedAccounts title={name} file={file} only={only} onClose={() => setOpened(false)} />
      )}
    </>
  );
}

type CountsStripProps = {
  server: ServerBox;
  /** Its export; a server can be known by a report alone. */
  file: FileBox | undefined;
  /** The file that tells who its people are. */
  people: FileBox | undefined;
};

/** What a server counts beside what it counted last. Of a sealed list only its size is known, unless a report stands beside it. */
export function CountsStrip({ server, file, people }: CountsStripProps) {
  const { compared } = server;
  const told = people?.entry.accounts ?? null;
  const last: StripCell = {
    name: m.review_compared({ counted: countedWord(compared) }),
    value: <ComparedWith compared={compared} />,
  };
  if (people !== undefined && people.id !== file?.id && told !== null) {
    return (
      <Strip
        cells={[
          ...accountCells(people.id, told, null),
          { name: m.review_people_from(), value: <MiddleEllipsis name={people.entry.name} /> },
          ...(file === undefined ? [] : [last]),
        ]}
      />
    );
  }
  if (file === undefined) return null;
  const { accounts, bytes } = file.entry;
  if (accounts?.state === "open") {
    return <Strip cells={[...accountCells(file.id, accounts, compared), last]} />;
  }
  const cells: StripCell[] = [
    {
      name: m.review_accounts(),
      value: accounts?.state === "sealed" ? m.review_sealed_accounts() : m.parts_not_known(),
    },
  ];
  if (file.sealed_bytes !== null) {
    cells.push({ name: m.review_sealed_list(), value: size(file.sealed_bytes), figure: true });
  }
  if (bytes !== null) {
    cells.push({
      name: m.review_file_size(),
      value: size(bytes),
      change: compared === null ? undefined : sizeChange(bytes - compared.bytes),
      figure: true,
    });
  }
  return <Strip cells={[...cells, last]} />;
}

/** Which name the comparison goes by: one language says there whether that export was counted. */
function countedWord(compared: Compared | null): string {
  if (compared === null) return "none";
  return compared.counted ? "yes" : "no";
}

function ComparedWith({ compared }: { compared: Compared | null }) {
  if (compared === null) return m.review_compared_first();
  const day = date(compared.at);
  const shown = compared.counted
    ? m.review_compared_counted({ date: day })
    : m.review_compared_not_counted({ date: day });
  return (
    <Figure
      proportional
      meaning={m.review_compared_open({ shown })}
      onOpen={() => goTo({ at: "review", review: compared.review })}
    >
      {shown}
    </Figure>
  );
}
