import type { Shell } from "../generated/desk";
import { Page } from "../parts/Page";
import { m } from "../paraglide/messages.js";
import { AppearanceRow, KeyboardRow, LanguageRow } from "./AppearanceRows";
import { EnterprisesBox } from "./EnterprisesBox";
import { IsolatedSideRow } from "./IsolatedSideRow";
import { KeptFilesRow } from "./KeptFilesRow";
import { NetworkRow } from "./NetworkRow";
import { SettingGroup } from "./SettingRow";
import { ToldFactsRows } from "./ToldFactsRows";

/** Everything that can be chosen. A choice applies at once. */
export function SettingsPlace({ shell }: { shell: Shell }) {
  return (
    <Page title={m.settings_title()} fact={m.settings_version({ version: shell.version })} narrow>
      <EnterprisesBox shell={shell} />
      <SettingGroup>
        <ToldFactsRows key={shell.enterprise?.name} />
      </SettingGroup>
      <SettingGroup>
        <IsolatedSideRow isolated={shell.side === "isolated"} />
        <NetworkRow />
      </SettingGroup>
      <SettingGroup>
        <LanguageRow language={shell.settings.language} />
        <AppearanceRow appearance={shell.settings.appearance} />
        <KeyboardRow />
      </SettingGroup>
      <SettingGroup>
        <KeptFilesRow />
      </SettingGroup>
    </Page>
  );
}
