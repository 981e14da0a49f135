import type { SettingsChange } from "../generated/desk";

/** Leaves every setting as it is. */
export const NO_CHANGE: SettingsChange = {
  language: null,
  appearance: null,
  side: null,
  enterprise: null,
};
