import { ColumnsIcon, SortAscIcon, SortDescIcon } from "@primer/octicons-react";
import { ActionList, ActionMenu, Button, IconButton } from "@primer/react";
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useAnswer } from "../backend/queries";
import type { PeopleColumn, PeopleQuery } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { COLUMNS, COLUMNS_AT_FIRST, SORTS, columnWords, orderAfter, sortWords } from "./columns";

type Order = Pick<PeopleQuery, "sort" | "descending">;

/** What people are sorted by. What is chosen again is sorted the other way. */
export function SortMenu({ order, onOrder }: { order: Order; onOrder: (order: Order) => void }) {
  const Icon = order.descending ? SortDescIcon : SortAscIcon;
  const sorted = sortWords(order.sort);
  return (
    <ActionMenu>
      <ActionMenu.Anchor>
        <Button leadingVisual={Icon} aria-label={m.people_sorted_by({ sorted })}>
          {sorted}
        </Button>
      </ActionMenu.Anchor>
      <ActionMenu.Overlay align="end">
        <ActionList selectionVariant="single" aria-label={m.people_sort()}>
          {SORTS.map((sort) => (
            <ActionList.Item
              key={sort}
              selected={sort === order.sort}
              onSelect={() => onOrder(orderAfter(order, sort))}
            >
              {sortWords(sort)}
            </ActionList.Item>
          ))}
        </ActionList>
      </ActionMenu.Overlay>
    </ActionMenu>
  );
}

/** The columns that a person chose; they are remembered on this computer. */
export function useColumns(): readonly PeopleColumn[] {
  return useAnswer("people_columns", {}).data ?? COLUMNS_AT_FIRST;
}

/** Which columns are shown beside the person. */
export function ColumnsMenu() {
  const chosen = useColumns();
  const choose = useAct("choose_people_columns");
  const client = useQueryClient();
  const toggle = (column: PeopleColumn) => {
    const columns = COLUMNS.filter((own) => chosen.includes(own) !== (own === column));
    // Shown at once: the next click must not begin with what was before this one.
    client.setQueryData(["people_columns", {}], columns);
    choose.mutate({ columns });
  };
  return (
    <ActionMenu>
      <ActionMenu.Anchor>
        <IconButton icon={ColumnsIcon} aria-label={m.people_columns()} />
      </ActionMenu.Anchor>
      <ActionMenu.Overlay align="end">
        <ActionList selectionVariant="multiple" aria-label={m.people_columns()}>
          {COLUMNS.map((column) => (
            <ActionList.Item
              key={column}
              selected={chosen.includes(column)}
              onSelect={(event) => {
                // The menu stays open: several columns are chosen in one go.
                event.preventDefault();
                toggle(column);
              }}
            >
              {columnWords(column)}
            </ActionList.Item>
          ))}
        </ActionList>
      </ActionMenu.Overlay>
    </ActionMenu>
  );
}
