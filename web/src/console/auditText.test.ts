import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../api/generated";
import { actOf, actorOf, detailsOf } from "./auditText";
import { en } from "./words/en";
import { ja } from "./words/ja";

const entry = (kind: string, body: unknown): AuditEntry => ({
  seq: 1,
  kind,
  at: 0,
  by: "y",
  body,
  digest: "",
});

describe("an entry of the record in words", () => {
  it("says what was changed, from what to what", () => {
    const changes = [{ field: "extension", before: null, after: "455" }];
    expect(detailsOf(entry("person.changed", { id: "t", name: "田中 一郎", changes }), {}, ja)).toEqual([
      "対象: 田中 一郎",
      "内線: なし → 455",
    ]);
  });

  it("names a person whose name the body does not hold", () => {
    const body = { member_id: "t", address: "192.0.2.1" };
    const names = { t: "田中 一郎", y: "吉田 恵" };
    const refused = entry("sign_in.refused", body);
    expect(detailsOf(refused, names, en)).toEqual(["About 田中 一郎", "From 192.0.2.1"]);
    expect(actorOf({ ...refused, by: null }, names, en)).toBe("System");
  });

  it("names whoever signed in as the one who did it", () => {
    const signedIn = { ...entry("sign_in.accepted", { member_id: "t", address: "" }), by: null };
    expect(actorOf(signedIn, { t: "田中 一郎" }, ja)).toBe("田中 一郎");
    expect(detailsOf(signedIn, { t: "田中 一郎" }, ja)).toEqual([]);
  });

  it("shows a kind it does not know by its code, and says when the body was erased", () => {
    expect(actOf("something.new", ja)).toBe("something.new");
    expect(detailsOf(entry("person.changed", null), {}, ja)).toEqual([ja.erased]);
  });

  it("has a word in both languages for each act and field", () => {
    expect(Object.keys(en.acts)).toEqual(Object.keys(ja.acts));
    expect(Object.keys(en.fields)).toEqual(Object.keys(ja.fields));
  });
});

describe("what the self-audit found", () => {
  const detail = "0def: 3 shown, 2 by counting / 0def: 表示は3件、数え直すと2件です";
  const drift = (of: string) =>
    entry("selfaudit.drift_found", { check: "unread", stream: "room:0abc", detail: of });

  it("is told in the reader's language", () => {
    expect(detailsOf(drift(detail), {}, ja)).toEqual([
      "未読数",
      "room:0abc",
      "0def: 表示は3件、数え直すと2件です",
    ]);
    expect(detailsOf(drift(detail), {}, en)).toEqual([
      "Unread counts",
      "room:0abc",
      "0def: 3 shown, 2 by counting",
    ]);
  });

  it("is told as it stands where there is one language only", () => {
    expect(detailsOf(drift("0def: 3"), {}, ja)).toEqual(["未読数", "room:0abc", "0def: 3"]);
  });
});
