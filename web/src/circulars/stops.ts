/** The way round while it is being put together: stops are people, or departments. */
import type { CircularStop } from "../api/generated";
import type { Id, Person } from "../model/types";

export type StopWanted =
  | { readonly kind: "person"; readonly id: Id; readonly person: Person }
  | {
      readonly kind: "department";
      readonly id: Id;
      readonly name: string;
      readonly count: number;
      readonly withBelow: boolean;
    };

/** Nobody and no department twice; those that are there stay where they are. */
export function withMore(stops: readonly StopWanted[], more: readonly StopWanted[]): readonly StopWanted[] {
  const fresh = more.filter((one, at) => more.findIndex(({ id }) => id === one.id) === at);
  return [...stops, ...fresh.filter((one) => stops.every(({ id }) => id !== one.id))];
}

/** One place up or down; at the ends nothing happens. */
export function moved(stops: readonly StopWanted[], at: number, by: 1 | -1): readonly StopWanted[] {
  const [one, other] = [stops[at], stops[at + by]];
  if (one === undefined || other === undefined) return stops;
  return stops.map((each, i) => (i === at ? other : i === at + by ? one : each));
}

export function stopsOf(people: readonly Person[]): readonly StopWanted[] {
  return people.map((person) => ({ kind: "person", id: person.id, person }));
}

export function guestsIn(stops: readonly StopWanted[]): number {
  return stops.filter((one) => one.kind === "person" && one.person.kind === "guest").length;
}

/** As the server wants it. */
export function wantedOf(stops: readonly StopWanted[]): CircularStop[] {
  return stops.map((one) =>
    one.kind === "person" ? { member_id: one.id } : { department_id: one.id, with_below: one.withBelow },
  );
}
