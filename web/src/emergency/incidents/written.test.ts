import { expect, test } from "vitest";
import type { ChronologyEntry } from "../../api/generated";
import { draftOf, EMPTY, saysNothing, writtenOf } from "./written";

const ENTRY: ChronologyEntry = {
  number: 3,
  kind: "report",
  status: null,
  happened_at: 1_785_978_012_345,
  text: "",
  source: "土木課",
  place: "",
  position: { latitude: 35.123456789, longitude: 139 },
  damage: "road",
  severity: "high",
  responsible_id: null,
  responsible: "",
  writer: "",
  written_at: 1_785_978_012_345,
  changed_at: 1_785_978_012_345,
  changed_by: "",
  files: [],
  is_from_message: false,
  struck_at: null,
  struck_reason: "",
  revision: 7,
};

test("what was not touched is sent as it was, to the millisecond and the metre", () => {
  const draft = draftOf({ ...writtenOf(ENTRY), text: "通れない" }, ENTRY);
  expect(draft).toMatchObject({
    happened_at: ENTRY.happened_at,
    position: ENTRY.position,
    status: null,
    damage: "road",
    text: "通れない",
  });
});

test("coordinates that are none are not sent", () => {
  expect(draftOf({ ...EMPTY, coordinates: "北の方" }, null)).toBeNull();
});

test("an entry says something by words, files, or what was seen", () => {
  expect(saysNothing(EMPTY, null, 0)).toBe(true);
  expect(saysNothing(EMPTY, null, 1)).toBe(false);
  expect(saysNothing(EMPTY, ENTRY, 0)).toBe(false);
});
