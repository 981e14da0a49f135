import { CloudIcon, ServerIcon } from "@primer/octicons-react";
import { SkeletonText } from "@primer/react/experimental";
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import type { PersonRow } from "../generated/desk";
import { StateIcon } from "../parts/StateLabel";
import { useHeight } from "../parts/useHeight";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { ROW, clampTop, rowAfter, thumbOf, topOfThumb, topShowing } from "./scrolling";
import { joinedWords, stateOf } from "./words";
import styles from "./PeopleGrid.module.css";

type PeopleGridProps = {
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
  selected: string | null;
  onOpen: (place: number) => void;
  grid: RefObject<HTMLDivElement | null>;
};

/**
 * Everybody that is found, of whom only the rows in view are drawn. It scrolls by rows, not by pixels: no browser knows an
 * element that is a million rows high.
 */
export function PeopleGrid(props: PeopleGridProps) {
  const { total, top, onTop, shown, onShown, row, busy, active, onActive, onOpen, grid } = props;
  const [body, height] = useHeight<HTMLDivElement>();
  useEffect(() => {
    if (height > 0) onShown(height / ROW);
  }, [height, onShown]);
  useWheel(body, (rows) => onTop(clampTop(top + rows, total, shown)));
  const first = Math.floor(top);
  const drawn = Math.min(total - first, Math.ceil(shown) + 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (total > 0) onOpen(active);
      return;
    }
    const next = rowAfter(event.key, active, total, Math.max(1, Math.floor(shown) - 1));
    if (next === null) return;
    event.preventDefault();
    onActive(next);
    onTop(topShowing(next, top, total, shown));
  };
  const onClick = ({ target }: MouseEvent) => {
    const place = target instanceof Element ? placeOf(target) : null;
    if (place === null) return;
    onActive(place);
    onOpen(place);
  };
  const activeDrawn = active >= first && active < first + drawn;
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      className={styles.grid}
      aria-label={m.people_title()}
      aria-rowcount={total + 1}
      aria-colcount={4}
      aria-busy={busy}
      aria-activedescendant={activeDrawn ? rowId(active) : undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
        {[m.people_person(), m.people_accounts(), m.people_joined_by(), m.people_state()].map(
          (name) => (
            <span key={name} role="columnheader" className={styles.cell}>
              {name}
            </span>
          ),
        )}
      </div>
      <div ref={body} role="rowgroup" className={styles.body}>
        <div role="presentation" style={{ transform: `translateY(${(first - top) * ROW}px)` }}>
          {Array.from({ length: Math.max(0, drawn) }, (_, index) => first + index).map((place) => (
            <GridRow
              key={place}
              place={place}
              person={row(place)}
              active={place === active}
              selected={props.selected}
            />
          ))}
        </div>
        <Thumb total={total} top={top} shown={shown} track={height} onTop={onTop} />
      </div>
    </div>
  );
}

type GridRowProps = {
  place: number;
  person: PersonRow | undefined;
  active: boolean;
  selected: string | null;
};

function GridRow({ place, person, active, selected }: GridRowProps) {
  const isSelected = person !== undefined && person.key === selected;
  return (
    <div
      role="row"
      id={rowId(place)}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      className={[styles.row, styles.person, active && styles.active, isSelected && styles.selected]
        .filter(Boolean)
        .join(" ")}
    >
      {person === undefined ? <Waiting /> : <Cells person={person} />}
    </div>
  );
}

/** Stands in the place of a row that is on its way. */
function Waiting() {
  return (
    <span role="gridcell" aria-colspan={4} className={styles.waiting}>
      <span className={styles.spoken}>{m.people_row_loading()}</span>
      <SkeletonText maxWidth="240px" />
    </span>
  );
}

function Cells({ person }: { person: PersonRow }) {
  const { icon, words } = stateOf(person);
  const cloud = person.cloud_account ? 1 : 0;
  return (
    <>
      <span role="gridcell" className={`${styles.cell} ${styles.names}`}>
        <span className={styles.name} title={person.name ?? undefined}>
          {person.name === null ? m.people_no_name() : visible(person.name)}
        </span>
        <span className={styles.email} title={person.email ?? undefined}>
          {person.email === null ? m.people_no_email() : visible(person.email)}
        </span>
      </span>
      <span role="gridcell" className={`${styles.cell} ${styles.accounts}`}>
        <span className={styles.spoken}>
          {m.people_accounts_spoken({
            servers: count(person.server_accounts),
            cloud: count(cloud),
          })}
        </span>
        <span aria-hidden="true">
          <ServerIcon /> {count(person.server_accounts)}
        </span>
        <span aria-hidden="true">
          <CloudIcon /> {count(cloud)}
        </span>
      </span>
      <span role="gridcell" className={styles.cell}>
        {joinedWords(person)}
      </span>
      <span role="gridcell" className={`${styles.cell} ${styles.state}`}>
        {icon !== null && <StateIcon state={icon} />}
        {words}
      </span>
    </>
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
      if (event.deltaY === 0 || event.ctrlKey) return;
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

function rowId(place: number): string {
  return `person-${place}`;
}
