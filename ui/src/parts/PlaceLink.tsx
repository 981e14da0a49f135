import { Link } from "@primer/react";
import type { ReactNode } from "react";
import { goTo, type Place } from "../place";

/** A link to a place of the window. */
export function PlaceLink({ place, children }: { place: Place; children: ReactNode }) {
  return (
    <Link
      href="#content"
      onClick={(event) => {
        event.preventDefault();
        goTo(place);
      }}
    >
      {children}
    </Link>
  );
}
