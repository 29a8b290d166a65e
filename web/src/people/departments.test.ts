import { describe, expect, it } from "vitest";
import type { Department } from "../model/types";
import { flat, pathTo, treeOf } from "./departments";

function department(id: string, parent_id: string | null, position: number, member_count = 1): Department {
  return { id, name: id, parent_id, position, member_count };
}

const LIST = [
  department("介護保険係", "福祉課", 1, 4),
  department("総務部", null, 1),
  department("健康福祉部", null, 2, 1),
  department("福祉課", "健康福祉部", 1, 2),
  department("健康課", "健康福祉部", 2, 3),
];

describe("the department tree", () => {
  it("stands in the order of positions and counts everybody below", () => {
    const tree = treeOf(LIST);
    expect(tree.map(({ name }) => name)).toEqual(["総務部", "健康福祉部"]);
    expect(tree[1]?.count).toBe(10);
    expect(tree[1]?.below.map(({ name, count }) => [name, count])).toEqual([
      ["福祉課", 6],
      ["健康課", 3],
    ]);
  });

  it("puts a department whose parent is not known at the top", () => {
    expect(treeOf([department("出張所", "廃止された部", 1)]).map(({ name }) => name)).toEqual(["出張所"]);
  });

  it("tells the way down to a department", () => {
    expect(pathTo("介護保険係", treeOf(LIST)).map(({ name }) => name)).toEqual([
      "健康福祉部",
      "福祉課",
      "介護保険係",
    ]);
    expect(pathTo("ない課", treeOf(LIST))).toEqual([]);
  });

  it("can be read as a list with depths", () => {
    expect(flat(treeOf(LIST)).map(({ branch, depth }) => [branch.name, depth])).toEqual([
      ["総務部", 0],
      ["健康福祉部", 0],
      ["福祉課", 1],
      ["介護保険係", 2],
      ["健康課", 1],
    ]);
  });
});
