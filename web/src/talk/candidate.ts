import type { Id, Mention, Person } from "../model/types";

export interface Candidate {
  readonly key: string;
  readonly kind: Mention["kind"];
  readonly id: Id | null;
  /** What is written after the @. */
  readonly name: string;
  readonly note: string;
  readonly person: Person | null;
  /** Not in the room: to be brought in first. */
  readonly isOutside?: boolean;
  /** Not in the room, and not mine to bring in. */
  readonly isRefused?: boolean;
}
