/** Where this device is: asked of the device, never taken; the browser asks the person. */
import type { Point } from "../model/geo";

const WAIT_MS = 15_000;

/** Null: it does not say. */
export function ownPosition(): Promise<Point | null> {
  const device: Geolocation | undefined = navigator.geolocation;
  if (!device) return Promise.resolve(null);
  return new Promise((resolve) => {
    device.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
    );
  });
}
