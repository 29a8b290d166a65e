/** Whether nothing is told now: an open page keeps the quiet hours, days off and leave that the server keeps. */
import { isWithin, type Span } from "../model/notice";
import type { Id } from "../model/types";
import { notifications } from "./api";

/** So long what was said holds: somebody may choose otherwise on another device. */
const HOLDS_MS = 5 * 60_000;

let known: { readonly member: Id; readonly at: number; readonly quiet: Promise<Span | null> } | null = null;

/** Asked when there is something to tell. Where the server does not answer, one is told. */
export async function isQuietNow(member: Id, now: number = Date.now()): Promise<boolean> {
  if (known === null || known.member !== member || now - known.at > HOLDS_MS) {
    known = {
      member,
      at: now,
      quiet: notifications.own().then(
        ({ quiet }) => quiet,
        () => null,
      ),
    };
  }
  return isWithin(await known.quiet, now);
}
