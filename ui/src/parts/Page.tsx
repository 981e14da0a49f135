import { useEffect, useId, useRef, type ReactNode } from "react";
import type { Place } from "../place";
import { PlaceLink } from "./PlaceLink";
import { useDocumentTitle } from "./documentTitle";
import { m } from "../paraglide/messages.js";
import styles from "./Page.module.css";

type PageProps = {
  /** The h1. */
  title: string;
  /** One muted fact beside the h1; under it in a task. */
  fact?: ReactNode;
  /** Stands above the h1 of a sub-page. */
  parent?: { label: string; place: Place };
  actions?: ReactNode;
  /** A second row of the header, such as filters. */
  toolbar?: ReactNode;
  /** The window's title before the enterprise; the h1 when left out. */
  documentTitle?: string;
  /** The right column; under the content in narrow windows. */
  side?: ReactNode;
  /** What the right column is, for those who hear it. */
  sideLabel?: string;
  /** The bar at the foot, a `TaskBar`. A page with one is a task: its header is ruled off and its fact stands below. */
  bar?: ReactNode;
  /** Rules the header off, as in a task. */
  ruled?: boolean;
  /** A column for reading, as in Settings. */
  narrow?: boolean;
  /** The content fills the height and scrolls by itself, as a grid does. */
  full?: boolean;
  children: ReactNode;
};

/**
 * A place: header, content, right column and bar. Header and bar stay while the rest scrolls, and a window too small for
 * that scrolls as a whole.
 */
export function Page(props: PageProps) {
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(props.documentTitle ?? props.title);
  useFocusOnArrival(heading);

  const task = props.bar !== undefined;
  const ruled = task || props.ruled === true || props.toolbar !== undefined;
  return (
    <main className={styles.page} id="content" aria-labelledby={headingId}>
      <header className={styles.header} data-ruled={ruled ? "" : undefined}>
        <div className={styles.headline}>
          <div className={task ? `${styles.names} ${styles.stacked}` : styles.names}>
            {props.parent && <ParentLink {...props.parent} />}
            <h1 className={styles.title} id={headingId} ref={heading} tabIndex={-1}>
              {props.title}
            </h1>
            {props.fact !== undefined && <div className={styles.fact}>{props.fact}</div>}
          </div>
          {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
        </div>
        {props.toolbar !== undefined && <div className={styles.toolbar}>{props.toolbar}</div>}
      </header>
      {props.full ? (
        <div className={styles.full} data-region="content" tabIndex={-1}>
          {props.children}
        </div>
      ) : (
        <Columns {...props} />
      )}
      {props.bar}
    </main>
  );
}

function Columns(props: PageProps) {
  return (
    <div className={styles.scroll}>
      <div
        className={[
          styles.columns,
          props.side !== undefined && styles.withSide,
          props.narrow && styles.narrow,
        ]
          .filter(Boolean)
          .join(" ")}
      >
        <div className={styles.content} data-region="content" tabIndex={-1}>
          {props.children}
        </div>
        {props.side !== undefined && (
          <aside
            className={styles.side}
            aria-label={props.sideLabel ?? m.parts_side()}
            data-region="side"
            tabIndex={-1}
          >
            {props.side}
          </aside>
        )}
      </div>
    </div>
  );
}

function ParentLink({ label, place }: { label: string; place: Place }) {
  return (
    <div className={styles.parent}>
      <PlaceLink place={place}>{label}</PlaceLink>
      <span aria-hidden="true"> /</span>
    </div>
  );
}

/**
 * Whoever arrives at a place by its content or by a key stands at its h1. Who walks through the navigation stays there,
 * and a window that has just opened leaves the focus alone.
 */
function useFocusOnArrival(heading: React.RefObject<HTMLHeadingElement | null>) {
  useEffect(() => {
    const focused = document.activeElement;
    const first = !arrivedBefore;
    arrivedBefore = true;
    if (first || focused?.closest('nav, [role="dialog"], [role="menu"]')) return;
    heading.current?.focus({ preventScroll: true });
  }, [heading]);
}

let arrivedBefore = false;
