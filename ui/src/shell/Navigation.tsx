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
import type { Shell } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { goTo, PLACES, topOf, usePlace, type TopPlace } from "../place";
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
  return (
    <nav aria-label={m.shell_places()} className={styles.places}>
      <ul>
        {PLACES.map((place) => (
          <PlaceItem key={place} place={place} current={place === here} />
        ))}
      </ul>
    </nav>
  );
}

function PlaceItem({ place, current }: { place: TopPlace; current: boolean }) {
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
      </a>
    </li>
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
