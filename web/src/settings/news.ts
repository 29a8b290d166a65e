/** The device's consent to show notifications: the browser's, and the person's own. */
const KEPT = "kairan.news";

export function wantsNews(): boolean {
  try {
    return (
      "Notification" in window && Notification.permission === "granted" && localStorage.getItem(KEPT) === "on"
    );
  } catch {
    return false;
  }
}

/** Tells whether the browser permits it. */
export async function keepNews(wanted: boolean): Promise<boolean> {
  if (!("Notification" in window)) return false;
  const granted = !wanted || (await Notification.requestPermission()) === "granted";
  try {
    localStorage.setItem(KEPT, wanted && granted ? "on" : "off");
  } catch {
    return false;
  }
  return granted;
}
