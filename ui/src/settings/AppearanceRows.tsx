import { DeviceDesktopIcon, MoonIcon, SunIcon, type Icon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useAct } from "../backend/queries";
import type { Appearance, Language } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { Segments } from "../parts/Segments";
import { openDialog } from "../shell/dialogs";
import { NO_CHANGE } from "./change";
import { SettingRow } from "./SettingRow";

const LANGUAGES: readonly Language[] = ["system", "english", "japanese"];
const APPEARANCES: readonly Appearance[] = ["system", "light", "dark"];
const APPEARANCE_ICONS: Record<Appearance, Icon> = {
  system: DeviceDesktopIcon,
  light: SunIcon,
  dark: MoonIcon,
};

/** The language of the window; each names itself. */
export function LanguageRow({ language }: { language: Language }) {
  const change = useAct("change_settings");
  return (
    <SettingRow title={m.settings_language()} words={m.settings_language_words()}>
      <Segments
        label={m.settings_language()}
        segments={LANGUAGES.map((value) => ({
          value,
          words: languageName(value),
          ...(value === "japanese" && { lang: "ja" }),
          ...(value === "english" && { lang: "en" }),
        }))}
        value={language}
        onChange={(chosen) => change.mutate({ ...NO_CHANGE, language: chosen })}
      />
    </SettingRow>
  );
}

/** Light, dark, or as the system. */
export function AppearanceRow({ appearance }: { appearance: Appearance }) {
  const change = useAct("change_settings");
  return (
    <SettingRow title={m.settings_appearance()} words={m.settings_appearance_words()}>
      <Segments
        label={m.settings_appearance()}
        segments={APPEARANCES.map((value) => ({
          value,
          words: appearanceName(value),
          icon: APPEARANCE_ICONS[value],
        }))}
        value={appearance}
        onChange={(chosen) => change.mutate({ ...NO_CHANGE, appearance: chosen })}
      />
    </SettingRow>
  );
}

/** The way to the table of keys for those who do not know its key. */
export function KeyboardRow() {
  return (
    <SettingRow title={m.settings_keyboard()} words={m.settings_keyboard_words()}>
      <Button size="small" onClick={() => openDialog("shortcuts")}>
        {m.settings_show_keys()}
      </Button>
    </SettingRow>
  );
}

function languageName(language: Language): string {
  switch (language) {
    case "system":
      return m.settings_as_the_system();
    case "english":
      return m.settings_english();
    case "japanese":
      return m.settings_japanese();
  }
}

function appearanceName(appearance: Appearance): string {
  switch (appearance) {
    case "system":
      return m.settings_as_the_system();
    case "light":
      return m.settings_light();
    case "dark":
      return m.settings_dark();
  }
}
