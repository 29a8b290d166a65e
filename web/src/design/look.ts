/** The person's choice of look, put on the document, and kept so that the next start opens in it. */
import type { Settings } from "../model/types";

export type Look = Pick<Settings, "theme" | "font" | "density">;

const KEPT = "kairan.look";
const dark = matchMedia("(prefers-color-scheme: dark)");
let look: Look = kept() ?? { theme: "system", font: "standard", density: "standard" };

export function wear(next: Look): void {
  look = { theme: next.theme, font: next.font, density: next.density };
  try {
    localStorage.setItem(KEPT, JSON.stringify(look));
  } catch {
    // A browser that keeps nothing opens in the system's theme: no harm.
  }
  show();
}

/** Called once, before the first screen. */
export function wearAtStart(): void {
  dark.addEventListener("change", show);
  show();
}

function show(): void {
  const { dataset } = document.documentElement;
  const isDark = look.theme === "system" ? dark.matches : look.theme === "dark";
  dataset.theme = isDark ? "dark" : "light";
  dataset.font = look.font;
  dataset.density = look.density;
}

function kept(): Look | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return isLook(value) ? value : null;
  } catch {
    return null;
  }
}

function isLook(value: unknown): value is Look {
  if (typeof value !== "object" || value === null) return false;
  return "theme" in value && "font" in value && "density" in value;
}
