import { describe, expect, it } from "vitest";
import type { DepartmentRow } from "../api/generated";
import { linesOf, neighboursOf, peopleWithin, placeIn, shownOf, withBelow } from "./tree";

function row(id: string, parent_id: string | null, position: number, closed_at: number | null = null) {
  return {
    id,
    name: id,
    parent_id,
    position,
    closed_at,
    member_count: 0,
    former: [],
    path: id,
    revision: "r",
  } satisfies DepartmentRow;
}

const ROWS = [
  row("福祉課", null, 1),
  row("旧民生課", null, 0, 5),
  row("総務課", null, 2),
  row("介護係", "福祉課", 0),
  row("旧係", "旧民生課", 0),
];

const shown = (withClosed: boolean) =>
  linesOf(ROWS, withClosed).map(({ department, depth, place, of }) => [department.id, depth, place, of]);

describe("the rows of the department tree", () => {
  it("stand in the order of the tree and know their place among open neighbours", () => {
    expect(shown(false)).toEqual([
      ["旧係", 0, 0, 3],
      ["福祉課", 0, 1, 3],
      ["介護係", 1, 0, 1],
      ["総務課", 0, 2, 3],
    ]);
  });

  it("are told apart by what they belong to where two are called the same", () => {
    const named = (id: string, name: string, parent: string | null) => ({ ...row(id, parent, 0), name });
    const rows = [
      named("a", "総務課", null),
      named("b", "消防本部", null),
      named("c", "総務課", "b"),
      named("d", "予防課", "b"),
    ];
    const titles = linesOf(rows, false).map(({ title }) => title);
    expect(titles.sort()).toEqual(["予防課", "消防本部", "総務課", "総務課（消防本部）"]);
  });

  it("hold closed departments after the open ones, when they are wanted", () => {
    expect(shown(true).map(([id]) => id)).toEqual(["福祉課", "介護係", "総務課", "旧民生課", "旧係"]);
  });

  it("count the people below, too", () => {
    const rows = [
      row("部", null, 0),
      { ...row("課", "部", 0), member_count: 2 },
      { ...row("係", "課", 0), member_count: 3 },
    ];
    expect(Object.fromEntries(peopleWithin(rows))).toEqual({ 部: 5, 課: 5, 係: 3 });
  });

  it("are found by their names and former names, with what they belong to", () => {
    const rows = [
      row("総務部", null, 0),
      { ...row("人事課", "総務部", 0), former: [{ name: "職員課", until: 1 }] },
      row("福祉部", null, 1),
    ];
    const names = (sought: string, folded: string[] = []) =>
      shownOf(linesOf(rows, false), sought, new Set(folded)).map(({ department }) => department.name);
    expect(names("職員")).toEqual(["総務部", "人事課"]);
    expect(names("", ["総務部"])).toEqual(["総務部", "福祉部"]);
  });

  it("know the open departments beside one, whatever is folded between them", () => {
    const lines = linesOf(ROWS, true);
    const welfare = row("福祉課", null, 1);
    expect(neighboursOf(welfare, lines).map(({ department }) => department.id)).toEqual(["総務課"]);
    expect(placeIn(row("総務課", null, 2), lines)).toBe(1);
  });

  it("tell what is at and below a department", () => {
    expect([...withBelow("福祉課", ROWS)]).toEqual(["福祉課", "介護係"]);
  });
});
