/** A phone's browser has the word, and throws when it is used: there only a service worker may speak. */
export function canNotify(): boolean {
  return "Notification" in window && !matchMedia("(hover: none) and (pointer: coarse)").matches;
}

const OFFERED = "kairan.news.offered";

/** Once on each device: until then nobody knows that there are any. */
export function shouldOffer(): boolean {
  try {
    if (!canNotify() || Notification.permission !== "default" || localStorage.getItem(OFFERED) !== null)
      return false;
    localStorage.setItem(OFFERED, "yes");
    return true;
  } catch {
    return false;
  }
}

/** The device's consent to show notifications: the browser's, and the person's own. */
const KEPT = "kairan.news";

export function areNotificationsOn(): boolean {
  try {
    return canNotify() && Notification.permission === "granted" && localStorage.getItem(KEPT) === "on";
  } catch {
    return false;
  }
}

/** Tells whether the browser permits it. */
export async function setNotificationsOn(wanted: boolean): Promise<boolean> {
  if (!("Notification" in window)) return false;
  const granted = !wanted || (await Notification.requestPermission()) === "granted";
  try {
    localStorage.setItem(KEPT, wanted && granted ? "on" : "off");
  } catch {
    return false;
  }
  return granted;
}
