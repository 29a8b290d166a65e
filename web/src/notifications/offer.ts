import type { Id } from "../model/types";
import { subscribePush } from "../net/push";
import { notifications } from "./api";
import { setNotificationsOn } from "./desktop";
import { abilities, obstacleOf } from "./obstacle";

/** On a press, for browsers ask only then: also while no page is open where that can be, else while one is. */
export async function letThisDeviceTell(me: Id): Promise<void> {
  if (!(await setNotificationsOn(true))) return;
  try {
    const { push } = await notifications.own();
    if (obstacleOf(push, abilities()) === null) await subscribePush(me);
  } catch {
    // It is told while a page is open.
  }
}
