import { Suspense } from "react";
import type { Shell } from "../generated/desk";
import { OverviewPlace } from "../overview/OverviewPlace";
import { later } from "../parts/later";
import type { Place } from "../place";

// The window opens on Overview. The other places are one more file of code, fetched in one go once that stands.
const others = () => import("./laterPlaces");
const HandOverPlace = later(async () => (await others()).HandOverPlace);
const HistoryPlace = later(async () => (await others()).HistoryPlace);
const PeoplePlace = later(async () => (await others()).PeoplePlace);
const ReceiptPlace = later(async () => (await others()).ReceiptPlace);
const ReviewPlace = later(async () => (await others()).ReviewPlace);
const ServerPlace = later(async () => (await others()).ServerPlace);
const ServersPlace = later(async () => (await others()).ServersPlace);
const SettingsPlace = later(async () => (await others()).SettingsPlace);

/** The place where the person is. Each is drawn anew when it is another one of its kind. */
export function PlaceView({ place, shell }: { place: Place; shell: Shell }) {
  return (
    <Suspense>
      <PlaceAt place={place} shell={shell} />
    </Suspense>
  );
}

function PlaceAt({ place, shell }: { place: Place; shell: Shell }) {
  switch (place.at) {
    case "overview":
      return <OverviewPlace shell={shell} />;
    case "review":
      return <ReviewPlace key={place.review} review={place.review} shell={shell} />;
    case "handover":
      return <HandOverPlace key={place.review} place={place} />;
    case "servers":
      return <ServersPlace />;
    case "server":
      return <ServerPlace key={place.server} of={place.server} />;
    case "people":
      return (
        <PeoplePlace
          key={JSON.stringify(place)}
          behind={place.behind ?? null}
          facets={place.facets ?? []}
        />
      );
    case "receipt":
      return <ReceiptPlace key={place.number} number={place.number} />;
    case "history":
      return <HistoryPlace />;
    case "settings":
      return <SettingsPlace shell={shell} />;
  }
}
