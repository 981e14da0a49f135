import type { Language } from "../generated/desk";
import { overwriteGetLocale, type Locale } from "../paraglide/runtime.js";
import { Store, useStore } from "../store";

const locale = new Store<Locale>("en");

overwriteGetLocale(locale.get);

/** The language of the words, outside of React. */
export function currentLocale(): Locale {
  return locale.get();
}

/** The language of the words, followed. Only the root follows it; everything below is drawn again with the root. */
export function useLocale(): Locale {
  return useStore(locale);
}

/** What a chosen language comes to on this computer: Japanese where the system's first language is, else English. */
export function resolveLanguage(language: Language, system: string): Locale {
  if (language === "english") return "en";
  if (language === "japanese") return "ja";
  return /^ja\b/i.test(system) ? "ja" : "en";
}

/** Puts the words and the document into a language. */
export function speak(next: Locale): void {
  document.documentElement.lang = next;
  locale.set(next);
}
