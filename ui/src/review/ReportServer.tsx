import { ActionList, ActionMenu, Button } from "@primer/react";
import { useAct } from "../backend/queries";
import type { FileBox } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";

/** Where a person says on which server a report was made, and takes it back. `hosts` are those that it can be of. */
export function ReportServer({ file, hosts }: { file: FileBox; hosts: readonly string[] }) {
  const set = useAct("set_report_server");
  const host = file.report?.host ?? null;
  return (
    <>
      {hosts.length > 0 && (
        <ActionMenu>
          <ActionMenu.Button size="small">
            {host === null ? m.review_report_choose() : m.review_report_other()}
          </ActionMenu.Button>
          <ActionMenu.Overlay width="medium">
            <ActionList selectionVariant="single">
              {hosts.map((other) => (
                <ActionList.Item
                  key={other}
                  selected={other === host}
                  onSelect={() => set.mutate({ file: file.id, host: other })}
                >
                  {visible(other)}
                </ActionList.Item>
              ))}
            </ActionList>
          </ActionMenu.Overlay>
        </ActionMenu>
      )}
      {file.report?.answered === true && (
        <Button size="small" onClick={() => set.mutate({ file: file.id, host: null })}>
          {m.review_take_back()}
        </Button>
      )}
    </>
  );
}
