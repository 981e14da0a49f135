import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import type { PeopleQuery, PersonRow } from "../generated/desk";
import { useHeight } from "../parts/useHeight";
import { m } from "../paraglide/messages.js";
import { leastWidth, tracksOf, type Column } from "./columns";
import { GridHead } from "./GridHead";
import { GridRow, rowId } from "./GridRow";
import { ROW, clampTop, rowAfter, thumbOf, topOfThumb, topShowing } from "./scrolling";
import styles from "./PeopleGrid.module.css";

/** What rows have at their sides, in pixels. */
const PADDING = 40;

type PeopleGridProps = {
  columns: readonly Column[];
  order: Pick<PeopleQuery, "sort" | "descending">;
  onOrder: (order: Pick<PeopleQuery, "sort" | "descending">) => void;
  total: number;
  top: number;
  onTop: (top: number) => void;
  shown: number;
  onShown: (rows: number) => void;
  row: (place: number) => PersonRow | undefined;
  busy: boolean;
  active: number;
  onActive: (place: number) => void;
  /** The key of the person whose panel is open. */
  opened: string | null;
  /** By the keyboard the focus goes along. */
  onOpen: (place: number, by: "key" | "pointer") => void;
  /** The keys of those who are selected for export. */
  selected: ReadonlySet<string>;
  onSelect: (place: number) => void;
  grid: RefObject<HTMLDivElement | null>;
};

/**
 * Everybody that is found, of whom only the rows in view are drawn. It scrolls by rows, not by pixels: no browser knows an
 * element that is a million rows high.
 */
export function PeopleGrid(props: PeopleGridProps) {
  const { columns, total, top, onTop, shown, onShown, row, active, onActive, grid } = props;
  const { onOpen, onSelect } = props;
  const [body, height] = useHeight<HTMLDivElement>();
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (height > 0) onShown(height / ROW);
  }, [height, onShown]);
  useWheel(body, (rows) => onTop(clampTop(top + rows, total, shown)));
  const first = Math.floor(top);
  const drawn = Math.min(total - first, Math.ceil(shown) + 1);
  const tracks = tracksOf(columns);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isInHead(event.target)) return;
    const next = rowAfter(event.key, active, total, Math.max(1, Math.floor(shown) - 1));
    if (event.key === "Enter") onOpen(active, "key");
    else if (event.key === " ") onSelect(active);
    else if (event.key === "ArrowUp" && active === 0)
      head.current?.querySelector("button")?.focus();
    else if (next === null) return;
    else {
      onActive(next);
      onTop(topShowing(next, top, total, shown));
    }
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const place = event.target instanceof Element ? placeOf(event.target) : null;
    if (place === null) return;
    onActive(place);
    if (event.ctrlKey || event.metaKey) onSelect(place);
    else onOpen(place, "pointer");
  };
  const activeDrawn = active >= first && active < first + drawn;
  return (
    <div className={styles.frame}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        className={styles.grid}
        aria-label={m.people_title()}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-busy={props.busy}
        aria-activedescendant={activeDrawn ? rowId(active) : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div
          role="presentation"
          className={styles.sheet}
          style={{ minWidth: leastWidth(columns) + PADDING }}
        >
          <div ref={head} role="rowgroup">
            <GridHead
              columns={columns}
              tracks={tracks}
              order={props.order}
              onOrder={props.onOrder}
              onLeave={() => grid.current?.focus()}
            />
          </div>
          <div ref={body} role="rowgroup" className={styles.body}>
            <div role="presentation" style={{ transform: `translateY(${(first - top) * ROW}px)` }}>
              {Array.from({ length: Math.max(0, drawn) }, (_, index) => first + index).map(
                (place) => {
                  const person = row(place);
                  return (
                    <GridRow
                      key={place}
                      place={place}
                      person={person}
                      columns={columns}
                      tracks={tracks}
                      active={place === active}
                      opened={person !== undefined && person.key === props.opened}
                      selected={person !== undefined && props.selected.has(person.key)}
                    />
                  );
                },
              )}
            </div>
          </div>
        </div>
      </div>
      <Thumb total={total} top={top} shown={shown} track={height} onTop={onTop} />
    </div>
  );
}

type ThumbProps = {
  total: number;
  top: number;
  shown: number;
  track: number;
  onTop: (top: number) => void;
};

/** For the pointer only: the keys of the grid reach every row. */
function Thumb({ total, top, shown, track, onTop }: ThumbProps) {
  const taken = useRef<number | null>(null);
  const thumb = thumbOf(top, total, shown, track);
  if (thumb === null) return null;
  return (
    <div className={styles.track} aria-hidden="true">
      <div
        className={styles.thumb}
        style={{ height: thumb.length, transform: `translateY(${thumb.offset}px)` }}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          taken.current = event.clientY - thumb.offset;
        }}
        onPointerMove={(event) => {
          if (taken.current === null) return;
          onTop(topOfThumb(event.clientY - taken.current, total, shown, track));
        }}
        onPointerUp={() => {
          taken.current = null;
        }}
        onPointerCancel={() => {
          taken.current = null;
        }}
      />
    </div>
  );
}

/** Follows the wheel by rows. React's own listener could not keep the page from scrolling too. */
function useWheel(body: RefObject<HTMLDivElement | null>, onRows: (rows: number) => void) {
  const latest = useRef(onRows);
  useEffect(() => {
    latest.current = onRows;
  });
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY === 0 || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? ROW : 1;
      latest.current((event.deltaY * pixels) / ROW);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [body]);
}

/** The place of the row that was clicked. */
function placeOf(target: Element): number | null {
  const row = target.closest("[role='row'][id]");
  return row === null ? null : Number(row.getAttribute("aria-rowindex")) - 2;
}

/** Whether an event is the head's, whose keys are its own. */
function isInHead(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[role='columnheader']") !== null;
}
