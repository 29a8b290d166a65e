/** How wide somebody drew the panes on this device; how narrow and wide they may be stands in the style sheets. */
export type Pane = "list" | "side";

const KEPT = "kairan.panes";
let kept: Partial<Record<Pane, number>> = {};

/** Called once, before the first screen. */
export function drawPanesAtStart(): void {
  try {
    kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  } catch {
    // A browser that keeps nothing, or something else under our name: the usual widths.
  }
  drawAsKept("list");
  drawAsKept("side");
}

/** Try a width in px; null: the usual one. */
export function drawPane(pane: Pane, width: number | null): void {
  const { style } = document.documentElement;
  if (width === null) style.removeProperty(`--pane-${pane}`);
  else style.setProperty(`--pane-${pane}`, `${width}px`);
}

export function drawAsKept(pane: Pane): void {
  const width = kept?.[pane];
  drawPane(pane, typeof width === "number" ? width : null);
}

export function keepPane(pane: Pane, width: number | null): void {
  kept = { ...kept, [pane]: width ?? undefined };
  drawAsKept(pane);
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Then it holds until the page is closed.
  }
}
