/** The person's choice of appearance, put on the document, and kept so that the next start opens in it. */
import type { Settings } from "../model/types";

export type Appearance = Pick<Settings, "theme" | "font" | "density">;

const KEPT = "kairan.look";
const dark = matchMedia("(prefers-color-scheme: dark)");
let appearance: Appearance = kept() ?? { theme: "system", font: "standard", density: "standard" };

export function applyAppearance(next: Appearance): void {
  appearance = { theme: next.theme, font: next.font, density: next.density };
  try {
    localStorage.setItem(KEPT, JSON.stringify(appearance));
  } catch {
    // A browser that keeps nothing opens in the system's theme: no harm.
  }
  show();
}

/** Called once, before the first screen. */
export function applyStoredAppearance(): void {
  dark.addEventListener("change", show);
  show();
}

function show(): void {
  const { dataset } = document.documentElement;
  const isDark = appearance.theme === "system" ? dark.matches : appearance.theme === "dark";
  dataset.theme = isDark ? "dark" : "light";
  dataset.font = appearance.font;
  dataset.density = appearance.density;
  colourFrame();
}

/** What the system draws around an installed app has the page's own colour. */
function colourFrame(): void {
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  const frame = document.querySelector<HTMLMetaElement>("meta[name=theme-color]");
  if (frame && paper !== "") frame.content = paper;
}

function kept(): Appearance | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return isAppearance(value) ? value : null;
  } catch {
    return null;
  }
}

function isAppearance(value: unknown): value is Appearance {
  if (typeof value !== "object" || value === null) return false;
  return "theme" in value && "font" in value && "density" in value;
}
