import {
  GearIcon,
  GlobeIcon,
  HistoryIcon,
  MeterIcon,
  PeopleIcon,
  PlusIcon,
  ServerIcon,
  ShieldLockIcon,
  type Icon,
} from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useAnswer } from "../backend/queries";
import type { PeopleNumber, Shell } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { goTo, PLACES, topOf, usePlace, type TopPlace } from "../place";
import { count } from "../words/numbers";
import { OverlayRoot } from "./overlays";
import { EnterpriseMenu } from "./EnterpriseMenu";
import { placeName } from "./names";
import { chord, onApple } from "./platform";
import styles from "./Navigation.module.css";

const ICONS: Record<TopPlace, Icon> = {
  overview: MeterIcon,
  servers: ServerIcon,
  people: PeopleIcon,
  history: HistoryIcon,
  settings: GearIcon,
};

/** The left column: the way to every place, the enterprise, and the side of the gap. */
export function Navigation({ shell, onAddFiles }: { shell: Shell; onAddFiles: () => void }) {
  const here = topOf(usePlace());
  return (
    <header className={styles.navigation}>
      <div className={styles.column} data-region="navigation" tabIndex={-1}>
        <div className={styles.mark}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          <span className={styles.words}>{m.shell_name()}</span>
        </div>
        <Button
          className={styles.add}
          leadingVisual={PlusIcon}
          alignContent="start"
          onClick={onAddFiles}
          title={m.shell_add_files()}
          aria-keyshortcuts={onApple() ? "Meta+O" : "Control+O"}
        >
          <span className={styles.words}>{m.shell_add_files()}</span>
          <span className={styles.chord} aria-hidden="true">
            {chord("Main", "O")}
          </span>
        </Button>
        <PlaceList here={here} />
        <div className={styles.foot}>
          <EnterpriseMenu shell={shell} />
          <SideLine isolated={shell.side === "isolated"} />
        </div>
      </div>
      <OverlayRoot />
    </header>
  );
}

/**
 * Looks like Primer's `NavList`, which is not used: it makes every link anew whenever it is drawn, so that the focus falls
 * out of the navigation with each step through it.
 */
function PlaceList({ here }: { here: TopPlace }) {
  const number = useAnswer("people_number", {}).data ?? null;
  return (
    <nav aria-label={m.shell_places()} className={styles.places}>
      <ul>
        {PLACES.map((place) => (
          <PlaceItem
            key={place}
            place={place}
            current={place === here}
            counter={number === null ? null : counterOf(place, number)}
          />
        ))}
      </ul>
    </nav>
  );
}

/** How many there are in a place; `atLeast` where nobody knows of all of them. */
type Counter = { value: number; atLeast: boolean };

/** What a place counts; nothing where it counts nothing, and no zero. */
function counterOf(place: TopPlace, number: PeopleNumber): Counter | null {
  const counter: Counter | null =
    place === "servers"
      ? { value: number.servers, atLeast: false }
      : place === "people"
        ? { value: number.licenses.documented, atLeast: !number.complete }
        : null;
  return counter === null || counter.value === 0 ? null : counter;
}

function PlaceItem(props: { place: TopPlace; current: boolean; counter: Counter | null }) {
  const { place, current, counter } = props;
  const Symbol = ICONS[place];
  const name = placeName(place);
  return (
    <li>
      <a
        href={`#${place}`}
        className={styles.place}
        aria-current={current ? "page" : undefined}
        title={name}
        onClick={(event) => {
          event.preventDefault();
          goTo({ at: place });
        }}
      >
        <Symbol className={styles.placeIcon} />
        <span className={styles.words}>{name}</span>
        {counter !== null && <CounterOf counter={counter} />}
      </a>
    </li>
  );
}

/**
 * Looks like Primer's `CounterLabel`, which reads aloud what it shows: a number that is "at least" is read with these words.
 */
function CounterOf({ counter: { value, atLeast } }: { counter: Counter }) {
  const number = count(value);
  const words = atLeast ? m.shell_at_least({ number }) : number;
  return (
    <>
      <span className={styles.counter} title={atLeast ? words : undefined} aria-hidden="true">
        {number}
      </span>
      <span className={styles.spoken}>{m.shell_counter({ count: words })}</span>
    </>
  );
}

function SideLine({ isolated }: { isolated: boolean }) {
  const Symbol = isolated ? ShieldLockIcon : GlobeIcon;
  const words = isolated ? m.shell_isolated_side() : m.shell_connected_side();
  return (
    <p className={isolated ? `${styles.side} ${styles.isolated}` : styles.side} title={words}>
      <Symbol aria-hidden="true" />
      <span className={styles.words}>{words}</span>
    </p>
  );
}
