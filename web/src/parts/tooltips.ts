/**
 * The names of what has no word beside it, shown when one points at it or comes to it by keyboard.
 *
 * One place for the whole page, told by `data-tip`: a component around each button would cost more than the
 * buttons. A screen reader has the button's own name, so the tip is not for it. As WCAG 1.4.13 asks, Esc takes
 * it away, one may point at it, and it stays as long as one does.
 */
import styles from "./Tip.module.css";

const DELAY_MS = 500;
/** Between one button and the next no second wait. */
const WARM_MS = 300;
const GAP = 6;
const EDGE = 4;

let tip: HTMLElement | null = null;
let owner: Element | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let hiddenAt = 0;

export function startTooltips(): void {
  document.addEventListener("pointerover", pointAt);
  document.addEventListener("focusin", comeTo);
  document.addEventListener("focusout", hide);
  document.addEventListener("pointerdown", hide, true);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

function pointAt({ target, pointerType }: PointerEvent): void {
  if (pointerType === "touch" || !(target instanceof Element)) return;
  if (tip?.contains(target)) return;
  const named = target.closest("[data-tip]");
  if (named === owner) return;
  hide();
  if (named === null) return;
  owner = named;
  timer = setTimeout(show, performance.now() - hiddenAt < WARM_MS ? 0 : DELAY_MS);
}

function comeTo({ target }: FocusEvent): void {
  if (
    !(target instanceof Element) ||
    !target.matches("[data-tip][data-focus-visible], [data-tip]:focus-visible")
  )
    return;
  hide();
  owner = target;
  show();
}

function show(): void {
  const words = owner?.getAttribute("data-tip");
  if (!owner?.isConnected || !words) return;
  tip ??= made();
  tip.textContent = words;
  tip.hidden = false;
  place(tip, owner.getBoundingClientRect());
}

function hide(): void {
  clearTimeout(timer);
  if (tip !== null && !tip.hidden) {
    tip.hidden = true;
    hiddenAt = performance.now();
  }
  owner = null;
}

function made(): HTMLElement {
  const element = document.createElement("div");
  element.className = styles.tip ?? "";
  element.setAttribute("aria-hidden", "true");
  document.body.append(element);
  return element;
}

/** Above, or below where there is no room; never over the edge. */
function place(element: HTMLElement, around: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const above = around.top - GAP - height;
  const left = around.left + around.width / 2 - width / 2;
  element.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  element.style.top = `${above >= EDGE ? above : around.bottom + GAP}px`;
}
