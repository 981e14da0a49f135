import { SyncIcon, TrashIcon } from "@primer/octicons-react";
import { ActionList } from "@primer/react";
import { useAct } from "../backend/queries";
import type { FileBox } from "../generated/desk";
import { MoreMenu } from "../parts/MoreMenu";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { visible } from "../words/names";

type FileMenuProps = {
  /** What the menu belongs to. */
  name: string;
  files: FileBox[];
  /** The review's id; without it nothing can be handed over again. */
  review?: string;
  /** Whether files can be taken out. */
  open: boolean;
};

/** What is seldom done with the files of a box. */
export function FileMenu({ name, files, review, open }: FileMenuProps) {
  const remove = useAct("remove_file");
  const counted = review === undefined ? [] : files.filter((file) => file.counted !== null);
  if (!open && counted.length === 0) return null;
  return (
    <MoreMenu label={m.review_more({ name })}>
      {review !== undefined &&
        counted.map((file) => (
          <ActionList.Item
            key={`again-${file.id}`}
            onSelect={() => goTo({ at: "handover", review, files: [file.id], again: true })}
          >
            <ActionList.LeadingVisual>
              <SyncIcon />
            </ActionList.LeadingVisual>
            {m.review_again()}
          </ActionList.Item>
        ))}
      {open &&
        files.map((file) => (
          <ActionList.Item
            key={`remove-${file.id}`}
            onSelect={() => remove.mutate({ file: file.id })}
          >
            <ActionList.LeadingVisual>
              <TrashIcon />
            </ActionList.LeadingVisual>
            {m.review_remove({ name: visible(file.entry.name) })}
          </ActionList.Item>
        ))}
    </MoreMenu>
  );
}
