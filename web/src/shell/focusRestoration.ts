/**
 * The keyboard always goes on somewhere: when what had the focus is gone (a button that is busy now, a pane or a
 * menu that was closed, a row that was removed), it comes to the nearest place that is still there, never to the
 * body of the page, where what one types is lost.
 */

type Fallback = () => HTMLElement | null;

const fallbacks: Fallback[] = [];
/** The message that last had the focus, in it or on it. */
let lastRow: string | null = null;
/** What has the focus, or had it last. */
let last: Element | null = null;
let frame = 0;

/** A place the keyboard may come back to; the newest one that is there is taken. Returns how to take it away. */
export function addFocusFallback(fallback: Fallback): () => void {
  fallbacks.push(fallback);
  return () => {
    fallbacks.splice(fallbacks.indexOf(fallback), 1);
  };
}

/** Once, for the whole page. */
export function startFocusRestoration(): void {
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element)) return;
    last = target;
    lastRow = target.closest("[data-message]")?.getAttribute("data-message") ?? null;
  });
  document.addEventListener("focusout", soon);
  addEventListener("focus", soon);
  // A removed or disabled element loses the focus without a word.
  const changes = {
    attributeFilter: ["disabled", "inert"],
    attributes: true,
    childList: true,
    subtree: true,
  };
  new MutationObserver(() => isLost() && soon()).observe(document.body, changes);
}

/** Where the keyboard was last, outside what stands beside a timeline. */
export function lastFocus(): Element | null {
  return last?.closest("aside, [role=dialog]") ? null : last;
}

export function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}

/** After the frame: whoever closes something may have put the focus where it belongs by then. */
function soon(): void {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      if (isLost() && document.hasFocus()) fallback()?.focus({ preventScroll: true });
    });
  });
}

function fallback(): HTMLElement | null {
  const dialogs = document.querySelectorAll<HTMLElement>("[role=dialog], [role=alertdialog]");
  return dialogs.item(dialogs.length - 1) ?? row() ?? ownFallback() ?? document.getElementById("main");
}

function row(): HTMLElement | null {
  if (lastRow === null) return null;
  const rows = document.querySelectorAll<HTMLElement>(`[data-message="${CSS.escape(lastRow)}"]`);
  return [...rows].findLast((each) => each.closest("[inert]") === null) ?? null;
}

function ownFallback(): HTMLElement | null {
  const there = fallbacks.map((each) => each()).filter((place) => place?.isConnected);
  return there.findLast((place) => place?.closest("[inert]") === null) ?? null;
}
