import { Button } from "@primer/react";
import type { CountNotice } from "../generated/desk";
import { FindingRow } from "../parts/FindingRow";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { visible } from "../words/names";

/** What else tells why the cloud may count more than there are people. */
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
