import type { Enterprise } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import type { TopPlace } from "../place";

/** The name of a place. */
export function placeName(place: TopPlace): string {
  switch (place) {
    case "overview":
      return m.shell_overview();
    case "servers":
      return m.shell_servers();
    case "people":
      return m.shell_people();
    case "history":
      return m.shell_history();
    case "settings":
      return m.shell_settings();
  }
}

/** Where an enterprise is. */
export function enterpriseAddress(enterprise: Enterprise): string {
  return enterprise.practice
    ? m.shell_samples_only()
    : m.shell_host_and_slug({ host: enterprise.host, slug: enterprise.slug });
}
