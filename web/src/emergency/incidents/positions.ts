/** Where something is (WGS84), as people type it, and as a device finds it. */
import type { Coordinates } from "../../api/generated";

/** About a metre. */
const DIGITS = 5;
const WAIT_MS = 15_000;

export function saidOf({ latitude, longitude }: Coordinates): string {
  return `${latitude.toFixed(DIGITS)}, ${longitude.toFixed(DIGITS)}`;
}

/** "35.6581, 139.7414", also in full width; null: none was typed; undefined: it is none. */
export function positionIn(typed: string): Coordinates | null | undefined {
  const plain = typed.normalize("NFKC").trim();
  if (plain === "") return null;
  const match = /^(-?\d{1,3}(?:\.\d{1,12})?)\s*[,、 ]\s*(-?\d{1,3}(?:\.\d{1,12})?)$/.exec(plain);
  if (match === null) return undefined;
  const [latitude, longitude] = [Number(match[1]), Number(match[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

/** Asked of the device, never taken: the browser asks the person. Null: it does not say. */
export function ownPosition(): Promise<Coordinates | null> {
  const device: Geolocation | undefined = navigator.geolocation;
  if (!device) return Promise.resolve(null);
  return new Promise((resolve) => {
    device.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
    );
  });
}
