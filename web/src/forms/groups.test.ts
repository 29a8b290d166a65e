import { describe, expect, it } from "vitest";
import { afterAct } from "./builder/frame";
import {
  askedBefore,
  type FormDocument,
  type Group,
  isMemberKind,
  KINDS,
  newDocument,
  newPage,
  newQuestion,
  numbersOf,
} from "./document";
import { apply, copyOf, dropOf, neighbourOf, stepOf } from "./model";

const question = (id: string) => newQuestion("text", id, id);
function group(id: string, inner: readonly string[]): Group {
  const made = newQuestion("group", id, id);
  if (made.kind !== "group") throw new Error("not a group");
  const questions = inner.map((one) => newQuestion("text", one, one));
  return { ...made, questions: questions.filter((one) => one.kind === "text") };
}
const FORM: FormDocument = {
  ...newDocument("世帯", "一"),
  pages: [newPage("一", [question("a"), group("g", ["x", "y"]), newQuestion("places", "枠", "p")], "p1")],
};

/** p1(a g[x y] p) */
function outline(document: FormDocument): string {
  const said = document.pages.map(({ id, questions }) => {
    const names = questions.map((one) =>
      one.kind === "group" ? `${one.id}[${one.questions.map((inner) => inner.id).join(" ")}]` : one.id,
    );
    return `${id}(${names.join(" ")})`;
  });
  return said.join(" ");
}
const moved = (change: ReturnType<typeof stepOf>) => (change === null ? null : outline(apply(FORM, change)));

describe("a repeating group", () => {
  it("has numbers for what it asks", () => {
    expect([...numbersOf(FORM)]).toContainEqual(["y", "1.2.2"]);
  });

  it("lets conditions ask what the same member answered before, and how many there are", () => {
    expect(askedBefore(FORM, "y").map(({ id }) => id)).toEqual(["a", "g", "x"]);
    expect(askedBefore(FORM, "p").map(({ id }) => id)).toEqual(["a", "g"]);
  });

  it("takes questions, and gives them back to its page", () => {
    expect(moved(stepOf(FORM, "y", -1))).toBe("p1(a g[y x] p)");
    expect(moved(stepOf(FORM, "y", 1))).toBe("p1(a g[x] y p)");
    expect(moved(stepOf(FORM, "x", -1))).toBe("p1(a x g[y] p)");
    expect(moved(dropOf(FORM, "a", "y", "before"))).toBe("p1(g[x a y] p)");
    expect(moved(dropOf(FORM, "x", "p", "after"))).toBe("p1(a g[y] p x)");
    expect(moved(dropOf(FORM, "g", "y", "before"))).toBeNull();
  });

  it("takes nothing that cannot be asked of each member", () => {
    expect(moved(dropOf(FORM, "p", "x", "before"))).toBe("p1(a p g[x y])");
    expect(apply(FORM, { is: "move question", id: "p", page: "g", at: 0 })).toBe(FORM);
    for (const kind of KINDS.filter((one) => !isMemberKind(one)))
      expect(apply(FORM, { is: "kind", id: "x", kind }), kind).toBe(FORM);
    const places = [newQuestion("places", "枠", "q")];
    expect(outline(apply(FORM, { is: "add questions", page: "g", at: 0, questions: places }))).toBe(
      "p1(a g[x y] p)",
    );
  });

  it("changes, copies and loses what it asks", () => {
    const named = apply(FORM, { is: "question", id: "x", set: { label: "氏名" } });
    expect(JSON.stringify(named)).toContain("氏名");
    expect(outline(apply(FORM, { is: "remove", id: "x" }))).toBe("p1(a g[y] p)");
    expect(neighbourOf(FORM, "x")).toBe("y");
    let count = 0;
    const copy = copyOf(FORM, "x", () => `n${count++}`);
    expect(moved(copy)).toBe("p1(a g[x n0 y] p)");
  });

  it("is copied with questions that ask each other", () => {
    const asking = apply(FORM, {
      is: "question",
      id: "y",
      set: { show_if: { is: "answered", question: "x" } },
    });
    let count = 0;
    const copy = copyOf(asking, "g", () => `n${count++}`);
    if (copy === null) throw new Error("nothing copied");
    const text = JSON.stringify(apply(asking, copy).pages[0]?.questions[2]);
    expect(text).toContain('"question":"n0"');
    expect(text).not.toContain('"question":"x"');
  });
});

describe("a button of a group", () => {
  const typed = { g: ["2"], "g.1.x": ["一"], "g.2.x": ["二"], "g.3.x": ["古い"], other: ["y"] };

  it("adds one that is empty, and closes the gap of one that is taken out", () => {
    expect(afterAct(typed, "add:g")).toEqual({ g: ["3"], "g.1.x": ["一"], "g.2.x": ["二"], other: ["y"] });
    expect(afterAct(typed, "remove:g:1")).toEqual({
      g: ["1"],
      "g.1.x": ["二"],
      "g.2.x": ["古い"],
      other: ["y"],
    });
    expect(afterAct(typed, "count:fee")).toEqual(typed);
  });
});
