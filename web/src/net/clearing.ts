import { clearPush } from "./push";

/** What the browser keeps for this site beside the outbox: settings of the screen, caches, notices, its subscription. */
export async function clearBrowser(): Promise<void> {
  await clearPush().catch(() => undefined);
  quietly(() => localStorage.clear());
  quietly(() => sessionStorage.clear());
  try {
    if (typeof caches !== "undefined") {
      for (const name of await caches.keys()) await caches.delete(name);
    }
  } catch {
    // Not allowed here: then there is nothing in it.
  }
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // Not allowed here: then there is nothing in it.
  }
}
