import type { Likeness, WorkAccount, WorkItem, Worklist } from "../generated/desk";
import { m } from "../paraglide/messages.js";

/** A mail: its subject, and its text with a line break at the end of each line. */
export type Mail = { subject: string; text: string };

/** The worklist as a mail for those who can make the changes, in the language at hand. */
export function worklistMail({ items, people, saves }: Worklist): Mail {
  const parts = [
    m.worklist_opening(),
    ...items.map(itemWords),
    m.worklist_saves_all({ saves }),
    m.worklist_closing(),
  ];
  return { subject: m.worklist_subject({ people }), text: `${parts.join("\n\n")}\n` };
}

function itemWords(item: WorkItem): string {
  const pair = m.worklist_pair({
    rank: item.rank,
    account: accountName(item.account),
    shows: item.shows,
    other: accountName(item.other),
    other_shows: item.other_shows,
    alike: ALIKE[item.likeness](),
  });
  const fix = item.fix === "verify_email" ? m.worklist_verify_email : m.worklist_make_primary;
  const changes = item.fix_accounts.map((account) =>
    fix({ account: accountName(account), email: item.fix_email }),
  );
  return [pair, ...changes, m.worklist_saves({ saves: item.saves })].join("\n   ");
}

/** An account as its admin looks for it: by login and server; by its key where no file tells its login. */
function accountName({ key, server, login }: WorkAccount): string {
  if (login === null) return key;
  return server === null ? m.worklist_in_cloud({ login }) : m.worklist_on_server({ login, server });
}

const ALIKE: Record<Likeness, () => string> = {
  letter_case: m.worklist_letter_case,
  secondary_email: m.worklist_secondary_email,
  width_or_idn: m.worklist_width_or_idn,
  plus_tag_or_dots: m.worklist_plus_tag_or_dots,
  sibling_domain: m.worklist_sibling_domain,
  renamed_domain: m.worklist_renamed_domain,
  typo: m.worklist_typo,
  same_login: m.worklist_same_login,
};
