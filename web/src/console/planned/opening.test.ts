import { expect, test } from "vitest";
import type { PlannedChange } from "../../api/generated";
import { openedBy } from "./opening";

const plan = (id: string, part: Partial<PlannedChange>): PlannedChange => ({
  id,
  act: "open",
  department_id: id,
  path: id,
  name: id,
  to_path: null,
  effective_at: 100,
  set_by: "",
  state: "waiting",
  told: null,
  ...part,
});

test("only departments that are open by then can be named before they are there", () => {
  const plans = [
    plan("then", {}),
    plan("later", { effective_at: 101 }),
    plan("withdrawn", { state: "withdrawn" }),
    plan("renamed", { act: "rename" }),
  ];
  expect(openedBy(plans, 100).map(({ id }) => id)).toEqual(["then"]);
  expect(openedBy(plans, 99)).toEqual([]);
  expect(openedBy(plans, null).map(({ id }) => id)).toEqual(["then", "later"]);
});
