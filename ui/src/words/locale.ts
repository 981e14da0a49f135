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

/** The system's language until the host behind the page has told it. */
let systemLanguage = "en";

/** Hears the system's language once, and speaks it until the person's choice is known. */
export function followSystem(told: string): void {
  systemLanguage = told;
  speakChosen("system");
}

/** Puts the words and the document into the language that a choice comes to on this computer. */
export function speakChosen(language: Language): void {
  speak(resolveLanguage(language, systemLanguage));
}

/** What a choice comes to: Japanese where the system's language is, else English. */
export function resolveLanguage(language: Language, system: string): Locale {
  if (language === "english") return "en";
  if (language === "japanese") return "ja";
  return /^ja\b/i.test(system) ? "ja" : "en";
}

/** What stands between two sentences: Japanese ones follow each other without a blank. */
export function sentenceGap(): string {
  return currentLocale() === "ja" ? "" : " ";
}

/** Puts the words and the document into a language. */
export function speak(next: Locale): void {
  document.documentElement.lang = next;
  locale.set(next);
}
