import type { Shell } from "../generated/desk";
import { HandOverPlace } from "../handover/HandOverPlace";
import { HistoryPlace } from "../history/HistoryPlace";
import { OverviewPlace } from "../overview/OverviewPlace";
import { PeoplePlace } from "../people/PeoplePlace";
import type { Place } from "../place";
import { ReceiptPlace } from "../receipt/ReceiptPlace";
import { ReviewPlace } from "../review/ReviewPlace";
import { ServerPlace } from "../servers/ServerPlace";
import { ServersPlace } from "../servers/ServersPlace";
import { SettingsPlace } from "../settings/SettingsPlace";

/** The place where the person is. Each is drawn anew when it is another one of its kind. */
export function PlaceView({ place, shell }: { place: Place; shell: Shell }) {
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
