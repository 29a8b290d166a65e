import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useBilingual } from "../i18n/useBilingual";
import styles from "./PaneDivider.module.css";
import { drawAsKept, drawPane, keepPane, type Pane } from "./paneWidths";

const STEP = 16; // px for an arrow
const BEYOND = 9_999; // px: as wide as the style sheet allows

const words = {
  ja: {
    list: "トークの一覧の幅",
    side: "横の欄の幅",
    tip: "ドラッグか左右の矢印キーで幅を変えます。ダブルクリックかEnterで元の幅に戻ります。",
  },
  en: {
    list: "Width of the list of rooms",
    side: "Width of the side pane",
    tip: "Drag, or use the arrow keys. A double click or Enter brings the usual width back.",
  },
};

interface Measured {
  readonly now: number;
  readonly least: number;
  readonly most: number;
}

/** The border that can be drawn, by pointer and by keyboard; it stands in the pane whose width it is. */
export default function PaneDivider({ pane }: { pane: Pane }) {
  const w = useBilingual(words);
  const handle = useRef<HTMLDivElement>(null);
  const from = useRef<{ x: number; width: number } | null>(null);
  const [{ now, least, most }, setMeasured] = useState<Measured>({ now: 0, least: 0, most: 0 });
  const growth = pane === "list" ? 1 : -1; // px of width for a px to the right
  const widthNow = () => widthOf(handle.current);
  const measure = () => setMeasured((before) => ({ ...before, now: widthNow() }));

  useEffect(() => {
    const look = () => setMeasured(rangeOf(pane, handle.current));
    look();
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, [pane]);

  function keep(width: number | null) {
    drawPane(pane, width);
    keepPane(pane, width === null ? null : widthNow());
    measure();
  }

  function press(event: KeyboardEvent) {
    const width = widthAfter(event.key, widthNow(), growth);
    if (width === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keep(width);
  }

  function take(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: widthNow() };
  }

  function draw(event: PointerEvent) {
    if (from.current === null) return;
    drawPane(pane, Math.max(0, from.current.width + growth * (event.clientX - from.current.x)));
    measure();
  }

  function leave(event: PointerEvent) {
    if (from.current !== null && event.clientX !== from.current.x) keep(widthNow());
    from.current = null;
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between paragraphs cannot be drawn; this one can.
    <div
      aria-label={w[pane]}
      aria-orientation="vertical"
      aria-valuemax={most}
      aria-valuemin={least}
      aria-valuenow={now}
      className={styles.divider}
      data-pane={pane}
      onDoubleClick={() => keep(null)}
      onKeyDown={press}
      onLostPointerCapture={() => {
        from.current = null;
        drawAsKept(pane);
        measure();
      }}
      onPointerDown={take}
      onPointerMove={draw}
      onPointerUp={leave}
      ref={handle}
      role="separator"
      tabIndex={0}
      title={w.tip}
    />
  );
}

/** The width a key asks for; null: the usual one; undefined: it asks for none. */
function widthAfter(key: string, now: number, growth: number): number | null | undefined {
  switch (key) {
    case "ArrowLeft":
      return now - growth * STEP;
    case "ArrowRight":
      return now + growth * STEP;
    case "Home":
      return 0;
    case "End":
      return BEYOND;
    case "Enter":
      return null;
    default:
      return undefined;
  }
}

function widthOf(handle: HTMLElement | null): number {
  return Math.round(handle?.parentElement?.getBoundingClientRect().width ?? 0);
}

/** The style sheet is asked what it allows, so that the bounds stand in one place. Nothing is painted meanwhile. */
function rangeOf(pane: Pane, handle: HTMLElement | null): Measured {
  drawPane(pane, 0);
  const least = widthOf(handle);
  drawPane(pane, BEYOND);
  const most = widthOf(handle);
  drawAsKept(pane);
  return { now: widthOf(handle), least, most };
}
