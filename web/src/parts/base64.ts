/** A file as a request in JSON carries it. */
const PIECE = 8_192;

export function inBase64(bytes: Uint8Array): string {
  let written = "";
  for (let at = 0; at < bytes.length; at += PIECE)
    written += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(written);
}

export function fromBase64(written: string): Uint8Array {
  return Uint8Array.from(atob(written), (one) => one.charCodeAt(0));
}
