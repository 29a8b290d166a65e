/** Links that were pasted into a message and lead to a page of ours: they open here, not in another tab. */

const OURS = /^\/(cases|forms|circulars|polls|notes|meetings)(\/[\w-]+)*$/;

/** The path of a page of ours; null for any other address. */
export function ownPath(href: string, origin: string): string | null {
  let address: URL;
  try {
    address = new URL(href);
  } catch {
    return null;
  }
  return address.origin === origin && OURS.test(address.pathname) ? address.pathname + address.search : null;
}
