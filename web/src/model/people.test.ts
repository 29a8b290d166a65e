import { expect, test } from "vitest";
import { asOf, met, NOBODY } from "./people";
import type { Person } from "./types";

const SATO: Person = {
  id: "s",
  name: "佐藤 美咲",
  kana: "さとう みさき",
  kind: "staff",
  organization_id: "o",
  organization: "あおば市",
  department_id: "works",
  department: "土木課",
  department_path: "土木課",
  key: null,
  post: "課長",
  extension: null,
  status: "active",
  affiliation: null,
  former: [
    { until: 100, department_id: "welfare", department: "福祉課", post: "主事" },
    { until: 200, department_id: "welfare", department: "地域福祉課", post: "係長" },
  ],
};

test("what was written stands under the post of that time", () => {
  expect(asOf(SATO, 99)).toMatchObject({ department: "福祉課", post: "主事" });
  expect(asOf(SATO, 100)).toMatchObject({ department: "地域福祉課", post: "係長" });
  expect(asOf(SATO, 200)).toBe(SATO);
  expect(asOf(null, 1)).toBeNull();
});

test("who has moved since is not the same as before", () => {
  const known = met(NOBODY, [SATO]);
  expect(met(known, [{ ...SATO, former: [...SATO.former] }])).toBe(known);
  const moved = {
    ...SATO,
    former: [...SATO.former, { until: 300, department_id: null, department: null, post: null }],
  };
  expect(met(known, [moved]).get("s")).toBe(moved);
});
