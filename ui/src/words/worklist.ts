import type { Likeness, WorkAccount, WorkItem, Worklist } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import type { Locale } from "../paraglide/runtime.js";
import { currentLocale } from "./locale";

/** A mail: its subject, and its text with a line break at the end of each line. */
export type Mail = { subject: string; text: string };

/** The worklist as a mail for those who can make the changes, in their language. */
export function worklistMail({ items, people, saves }: Worklist, locale = currentLocale()): Mail {
  const parts = [
    m.worklist_opening({}, { locale }),
    ...items.map((item) => itemWords(item, locale)),
    m.worklist_saves_all({ saves }, { locale }),
    m.worklist_closing({}, { locale }),
  ];
  const subject = m.worklist_subject({ people }, { locale });
  return { subject, text: `${parts.join("\n\n")}\n` };
}

function itemWords(item: WorkItem, locale: Locale): string {
  const pair = m.worklist_pair(
    {
      rank: item.rank,
      account: accountName(item.account, locale),
      shows: item.shows,
      other: accountName(item.other, locale),
      other_shows: item.other_shows,
      alike: likenessWords(item.likeness, locale),
    },
    { locale },
  );
  const fix = item.fix === "verify_email" ? m.worklist_verify_email : m.worklist_make_primary;
  const changes = item.fix_accounts.map((account) =>
    fix({ account: accountName(account, locale), email: item.fix_email }, { locale }),
  );
  const saved = m.worklist_saves({ saves: item.saves }, { locale });
  return [pair, ...changes, saved].join("\n   ");
}

/** In what two people are alike. */
export function likenessWords(likeness: Likeness, locale = currentLocale()): string {
  return ALIKE[likeness]({}, { locale });
}

/** An account as its admin looks for it: by login and server; by its key where no file tells its login. */
export function accountName({ key, server, login }: WorkAccount, locale = currentLocale()): string {
  if (login === null) return key;
  return server === null
    ? m.worklist_in_cloud({ login }, { locale })
    : m.worklist_on_server({ login, server }, { locale });
}

const ALIKE: Record<Likeness, typeof m.worklist_typo> = {
  letter_case: m.worklist_letter_case,
  secondary_email: m.worklist_secondary_email,
  width_or_idn: m.worklist_width_or_idn,
  plus_tag_or_dots: m.worklist_plus_tag_or_dots,
  sibling_domain: m.worklist_sibling_domain,
  renamed_domain: m.worklist_renamed_domain,
  typo: m.worklist_typo,
  same_login: m.worklist_same_login,
};
