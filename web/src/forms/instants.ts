/** Instants as a field for date and time holds them, in Japan's time wherever the device is. */
const JAPAN_MS = 9 * 3600_000;

export function fieldOfInstant(at: number | null): string {
  return at === null ? "" : new Date(at + JAPAN_MS).toISOString().slice(0, 16);
}

export function instantOfField(text: string): number | null {
  const found = text === "" ? Number.NaN : Date.parse(`${text}:00+09:00`);
  return Number.isNaN(found) ? null : found;
}
