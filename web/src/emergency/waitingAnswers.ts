/** Answers that wait for a line: kept on the device, and sent in the order in which they were given. */
import type { Id } from "../model/types";
import { isProblem } from "../net/problem";
import { broadcasts, type GivenAnswer } from "./api";

/** Null: confirmed. */
type Given = GivenAnswer | null;
type Waiting = Readonly<Record<Id, Given>>;

const keyOf = (member: Id) => `kairan-broadcast-answers-${member}`;

function waiting(member: Id): Waiting {
  try {
    return JSON.parse(localStorage.getItem(keyOf(member)) ?? "{}") as Waiting;
  } catch {
    return {};
  }
}

function keep(member: Id, all: Waiting): void {
  try {
    if (Object.keys(all).length === 0) localStorage.removeItem(keyOf(member));
    else localStorage.setItem(keyOf(member), JSON.stringify(all));
  } catch {
    // No room, or not allowed: the person sees that it was not sent.
  }
}

export function hasWaiting(member: Id, broadcast: Id): boolean {
  return broadcast in waiting(member);
}

function without(member: Id, broadcast: Id): void {
  const { [broadcast]: _, ...others } = waiting(member);
  keep(member, others);
}

async function send(broadcast: Id, given: Given): Promise<void> {
  if (given === null) await broadcasts.confirm(broadcast);
  else await broadcasts.answer(broadcast, given);
}

/** Send it, or keep it where there is no line; a refusal of the server is thrown. True: it was sent. */
export async function giveAnswer(member: Id, broadcast: Id, given: Given): Promise<boolean> {
  keep(member, { ...waiting(member), [broadcast]: given });
  try {
    await send(broadcast, given);
  } catch (error) {
    if (!isProblem(error)) return false;
    without(member, broadcast);
    throw error;
  }
  without(member, broadcast);
  return true;
}

/** Send what waits; what the server refuses is let go, what finds no line stays. */
export async function sendWaitingAnswers(member: Id): Promise<void> {
  for (const [broadcast, given] of Object.entries(waiting(member))) {
    try {
      await send(broadcast, given);
    } catch (error) {
      if (!isProblem(error)) return;
    }
    without(member, broadcast);
  }
}
