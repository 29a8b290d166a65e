/** A point on the earth (WGS84) in words, as RFC 5870 writes it: geo:34.70000,133.90000;u=20. */

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres; null: not said. */
  readonly accuracy: number | null;
}

/** About a metre. */
const DIGITS = 5;
const GEO = /^geo:(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)(?:;u=(\d{1,7})(?:\.\d{1,6})?)?/i;

export function geoOf({ latitude, longitude, accuracy }: Point): string {
  const about = accuracy === null ? "" : `;u=${Math.round(accuracy)}`;
  return `geo:${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)}${about}`;
}

/** The point that is written at a place of a line, and how long it is; null: none. */
export function pointAt(
  line: string,
  start: number,
): { readonly point: Point; readonly length: number } | null {
  const found = GEO.exec(line.slice(start, start + 60));
  if (found === null) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  const accuracy = found[3] === undefined ? null : Number(found[3]);
  return { point: { latitude, longitude, accuracy }, length: found[0].length };
}

/** As people read it, and as other maps understand it when it is pasted. */
export function saidOf({ latitude, longitude }: Pick<Point, "latitude" | "longitude">): string {
  return `${latitude.toFixed(DIGITS)}, ${longitude.toFixed(DIGITS)}`;
}
