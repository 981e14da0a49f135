// Every place but the one that the window opens on, as one file of code: it is small, and fetched in one go.
export { HandOverPlace } from "../handover/HandOverPlace";
export { HistoryPlace } from "../history/HistoryPlace";
export { PeoplePlace } from "../people/PeoplePlace";
export { ReceiptPlace } from "../receipt/ReceiptPlace";
export { ReviewPlace } from "../review/ReviewPlace";
export { ServerPlace } from "../servers/ServerPlace";
export { ServersPlace } from "../servers/ServersPlace";
export { SettingsPlace } from "../settings/SettingsPlace";
