import { expect, test } from "vitest";
import { byWarnings, spotsOf } from "./mapMarks";
import { ja } from "./words/ja";

test("everything on the map is in the list with the same words", () => {
  const spots = spotsOf(
    {
      reports: [
        {
          number: 3,
          damage: "road",
          severity: "high",
          status: "open",
          happened_at: 0,
          text: "土砂",
          place: "市道12号",
          latitude: 37,
          longitude: 136,
        },
      ],
      places: [
        { id: "p", name: "中央小", latitude: 37, longitude: 136, state: "full", people: 40, capacity: 30 },
        { id: "q", name: "北中", latitude: 37, longitude: 136, state: "closed", people: 0, capacity: null },
      ],
      people: [],
      reports_without: 0,
    },
    ja,
  );
  expect(spots.map(({ look, name, label }) => [look, name, label])).toEqual([
    ["report", "道路", "道路 No.3"],
    ["full", "中央小", "中央小 40人"],
    ["closed", "北中", ""],
  ]);
  expect(spots[0]?.said).toContain("重大　未対応　市道12号　土砂");
  expect(spots[2]?.said).toBe("閉鎖");
});

test("municipalities with the same warnings are one line, and the wards of a city are named once", () => {
  const area = (code: string, name: string, warnings: string[]) => ({
    code,
    name,
    warnings,
    grade: 3,
    reported_at: 0,
  });
  const found = byWarnings([
    area("14101", "横浜市", ["大雨警報"]),
    area("14102", "横浜市", ["大雨警報"]),
    area("14201", "横須賀市", ["大雨警報"]),
    area("14203", "平塚市", ["大雨警報", "洪水警報"]),
  ]);
  expect(found).toEqual([
    { warnings: "大雨警報", names: "横浜市、横須賀市" },
    { warnings: "大雨警報・洪水警報", names: "平塚市" },
  ]);
});
