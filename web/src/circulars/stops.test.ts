import { expect, test } from "vitest";
import type { Person } from "../model/types";
import { guestsIn, moved, type StopWanted, stopsOf, wantedOf, withMore } from "./stops";

const person = (id: string, kind: "staff" | "guest" = "staff") => ({ id, kind, name: id }) as Person;
const WELFARE: StopWanted = { kind: "department", id: "d", name: "福祉課", count: 3, withBelow: true };
const ids = (stops: readonly StopWanted[]) => stops.map(({ id }) => id).join("");

test("nobody stands on the way twice", () => {
  const stops = withMore(
    stopsOf([person("a"), person("b")]),
    stopsOf([person("b"), person("c"), person("c")]),
  );
  expect(ids(stops)).toBe("abc");
  expect(ids(withMore(stops, [WELFARE, WELFARE]))).toBe("abcd");
});

test("a stop moves one place, and not beyond the ends", () => {
  const stops = stopsOf([person("a"), person("b"), person("c")]);
  expect(ids(moved(stops, 0, 1))).toBe("bac");
  expect(ids(moved(stops, 2, -1))).toBe("acb");
  expect(ids(moved(stops, 0, -1))).toBe("abc");
  expect(ids(moved(stops, 2, 1))).toBe("abc");
});

test("the server is told people and departments, and guests are counted for the warning", () => {
  const stops = withMore(stopsOf([person("a"), person("g", "guest")]), [WELFARE]);
  expect(wantedOf(stops)).toEqual([
    { member_id: "a" },
    { member_id: "g" },
    { department_id: "d", with_below: true },
  ]);
  expect(guestsIn(stops)).toBe(1);
});
