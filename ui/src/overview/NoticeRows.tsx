import { Button } from "@primer/react";
import type { CountNotice } from "../generated/desk";
import { FindingRow } from "../parts/FindingRow";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { visible } from "../words/names";
import { count } from "../words/numbers";

type SecurityProducts = Extract<CountNotice, { what: "security_products" }>;

/** The products that the report tells of, each with its people. */
function products(notice: SecurityProducts): string[] {
  const all: [string, number | null][] = [
    [m.overview_security_advanced(), notice.advanced_security],
    [m.overview_security_code(), notice.code_security],
    [m.overview_security_secret(), notice.secret_protection],
  ];
  return all.flatMap(([product, people]) =>
    people === null ? [] : [m.overview_security_product({ product, people: count(people) })],
  );
}

/** What else is to be known beside the number. */
export function NoticeRows({ notices }: { notices: CountNotice[] }) {
  return notices.map((notice) => <NoticeRow key={notice.what} notice={notice} />);
}

function NoticeRow({ notice }: { notice: CountNotice }) {
  if (notice.what === "no_verified_email") {
    return (
      <FindingRow
        weight="note"
        happened={m.overview_no_verified({ count: notice.people })}
        advice={m.overview_no_verified_advice()}
        actions={
          <Button
            size="small"
            onClick={() => goTo({ at: "people", behind: { of: "no_verified_email" } })}
          >
            {m.overview_no_verified_show()}
          </Button>
        }
      />
    );
  }
  if (notice.what === "security_products") {
    return (
      <FindingRow
        weight="note"
        happened={m.overview_security({
          products: products(notice).join(m.findings_list_separator()),
        })}
        advice={m.overview_security_advice()}
      />
    );
  }
  return (
    <FindingRow
      weight="warning"
      happened={m.overview_metered({
        count: notice.count,
        servers: notice.servers.map(visible).join(m.findings_list_separator()),
      })}
      advice={m.overview_metered_advice()}
    />
  );
}
