import { describe, expect, it } from "vitest";
import { asKind, type FormDocument, newDocument, newId, newPage, newQuestion, numbersOf } from "./document";
import {
  apply,
  begun,
  type Change,
  changed,
  copyOf,
  dropOf,
  type History,
  neighbourOf,
  PAUSE_MS,
  redone,
  stepOf,
  undone,
} from "./model";

const question = (id: string) => newQuestion("text", id, id);
const FORM: FormDocument = {
  ...newDocument("届出", "一"),
  pages: [
    newPage("一", [question("a"), question("b")], "p1"),
    newPage("二", [question("c")], "p2"),
    newPage("三", [], "p3"),
  ],
};

/** The outline as one line: p1(a b) p2(c) p3(). */
function outline(document: FormDocument = FORM): string {
  return document.pages
    .map(({ id, questions }) => `${id}(${questions.map((one) => one.id).join(" ")})`)
    .join(" ");
}
const moved = (change: Change | null) => (change === null ? null : outline(apply(FORM, change)));

describe("a change", () => {
  it("says something of the form, a page, a question", () => {
    expect(apply(FORM, { is: "about", set: { contact: "環境課" } }).contact).toBe("環境課");
    expect(apply(FORM, { is: "page", id: "p2", set: { title: "犬" } }).pages[1]?.title).toBe("犬");
    const named = apply(FORM, { is: "question", id: "c", set: { label: "種類" } });
    expect(named.pages[1]?.questions[0]?.label).toBe("種類");
  });

  it("that names what is gone changes nothing", () => {
    const gone: Change[] = [
      { is: "page", id: "x", set: { title: "犬" } },
      { is: "question", id: "x", set: { label: "犬" } },
      { is: "kind", id: "x", kind: "date" },
      { is: "remove", id: "x" },
      { is: "move page", id: "x", at: 0 },
      { is: "move question", id: "x", page: "p1", at: 0 },
      { is: "move question", id: "a", page: "x", at: 0 },
      { is: "add questions", page: "x", at: 0, questions: [] },
    ];
    for (const change of gone) expect(apply(FORM, change), change.is).toBe(FORM);
  });

  it("keeps everything else as it was", () => {
    const next = apply(FORM, { is: "question", id: "c", set: { label: "種類" } });
    expect(next.pages[0]).toBe(FORM.pages[0]);
    expect(next.pages[2]).toBe(FORM.pages[2]);
  });

  it("of kind keeps what both kinds have", () => {
    const choice = newQuestion("choice", "性別", "sex");
    const several = asKind({ ...choice, help: "1つ", required: false, needs_care: true }, "choices");
    expect(several).toMatchObject({
      id: "sex",
      kind: "choices",
      label: "性別",
      help: "1つ",
      required: false,
      needs_care: true,
      options: "options" in choice ? choice.options : [],
    });
    expect(asKind(several, "text")).not.toHaveProperty("options");
    expect(asKind(several, "explanation").required).toBe(false);
  });
});

describe("moving", () => {
  it("by a step stays within the page, then goes on in the next", () => {
    expect(moved(stepOf(FORM, "a", 1))).toBe("p1(b a) p2(c) p3()");
    expect(moved(stepOf(FORM, "b", 1))).toBe("p1(a) p2(b c) p3()");
    expect(moved(stepOf(FORM, "c", -1))).toBe("p1(a b c) p2() p3()");
    expect(moved(stepOf(FORM, "c", 1))).toBe("p1(a b) p2() p3(c)");
    expect(moved(stepOf(FORM, "p2", -1))).toBe("p2(c) p1(a b) p3()");
    for (const [id, by] of [
      ["a", -1],
      ["p1", -1],
      ["p3", 1],
      ["x", 1],
    ] as const)
      expect(stepOf(FORM, id, by)).toBe(null);
  });

  it("by a drop comes to stand where it was dropped", () => {
    expect(moved(dropOf(FORM, "c", "a", "before"))).toBe("p1(c a b) p2() p3()");
    expect(moved(dropOf(FORM, "a", "c", "after"))).toBe("p1(b) p2(c a) p3()");
    expect(moved(dropOf(FORM, "a", "b", "after"))).toBe("p1(b a) p2(c) p3()");
    expect(moved(dropOf(FORM, "a", "p3", "after"))).toBe("p1(b) p2(c) p3(a)");
    expect(moved(dropOf(FORM, "a", "p3", "before"))).toBe("p1(b) p2(c a) p3()");
    expect(moved(dropOf(FORM, "b", "p1", "before"))).toBe("p1(b a) p2(c) p3()");
    expect(moved(dropOf(FORM, "p1", "p3", "after"))).toBe("p2(c) p3() p1(a b)");
    expect(moved(dropOf(FORM, "p3", "a", "after"))).toBe("p1(a b) p3() p2(c)");
    expect(moved(dropOf(FORM, "p1", "a", "after"))).toBe("p1(a b) p2(c) p3()");
    expect(dropOf(FORM, "a", "a", "after")).toBe(null);
  });

  it("never loses a question, wherever anything is dropped", () => {
    const ids = ["p1", "a", "b", "p2", "c", "p3"];
    for (const id of ids)
      for (const target of ids)
        for (const side of ["before", "after"] as const) {
          const change = dropOf(FORM, id, target, side);
          const next = change === null ? FORM : apply(FORM, change);
          const kept = next.pages.flatMap((page) => [page.id, ...page.questions.map((one) => one.id)]);
          expect([...kept].sort(), `${id} ${side} ${target}`).toEqual([...ids].sort());
        }
  });
});

describe("copies and removal", () => {
  it("makes a copy behind it, with ids of its own", () => {
    let n = 0;
    const makeId = () => `n${++n}`;
    expect(moved(copyOf(FORM, "a", makeId))).toBe("p1(a n1 b) p2(c) p3()");
    expect(moved(copyOf(FORM, "p1", makeId))).toBe("p1(a b) n4(n2 n3) p2(c) p3()");
    expect(copyOf(FORM, "x")).toBe(null);
  });

  it("selects what stands beside when something goes", () => {
    expect(neighbourOf(FORM, "a")).toBe("b");
    expect(neighbourOf(FORM, "b")).toBe("a");
    expect(neighbourOf(FORM, "c")).toBe("p2");
    expect(neighbourOf(FORM, "p3")).toBe("p2");
  });

  it("makes ids the server takes", () => {
    const ids = Array.from({ length: 200 }, newId);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{8}$/);
    expect(new Set(ids).size).toBe(200);
  });

  it("numbers as people count", () => {
    expect(Object.fromEntries(numbersOf(FORM))).toEqual({
      p1: "1",
      a: "1.1",
      b: "1.2",
      p2: "2",
      c: "2.1",
      p3: "3",
    });
  });
});

describe("steps back and forth", () => {
  const label = (text: string): Change => ({ is: "question", id: "a", set: { label: text } });
  const labelOf = (history: History) => history.now.pages[0]?.questions[0]?.label;

  it("go back to the beginning and forth again", () => {
    const removals: Change[] = ["a", "b", "c", "p1"].map((id) => ({ is: "remove", id }));
    let history = begun(FORM);
    for (const [at, change] of removals.entries()) history = changed(history, change, at * 10);
    const last = history.now;
    for (const _ of removals) history = undone(history);
    expect(history.now).toBe(FORM);
    expect(undone(history)).toBe(history);
    for (const _ of removals) history = redone(history);
    expect(history.now).toBe(last);
    expect(redone(history)).toBe(history);
  });

  it("take one go of typing as one step, and a pause as its end", () => {
    let history = begun(FORM);
    history = changed(history, label("犬"), 0);
    history = changed(history, label("犬の"), 300);
    history = changed(history, label("犬の名"), 600);
    expect(history.past).toHaveLength(1);
    history = changed(history, label("犬の名前"), 600 + PAUSE_MS);
    expect(history.past).toHaveLength(2);
    expect(labelOf(undone(history))).toBe("犬の名");
    expect(labelOf(undone(undone(history)))).toBe("a");
  });

  it("begin anew after another field, a switch, or a step back", () => {
    let history = changed(begun(FORM), label("犬"), 0);
    history = changed(history, { is: "question", id: "b", set: { label: "猫" } }, 10);
    history = changed(history, { is: "question", id: "b", set: { required: false } }, 20);
    history = changed(history, { is: "question", id: "b", set: { required: true } }, 30);
    expect(history.past).toHaveLength(4);
    const back = undone(history);
    expect(changed(back, label("鳥"), 40).future).toEqual([]);
  });

  it("leave none for a change that changes nothing", () => {
    const history = begun(FORM);
    expect(changed(history, { is: "remove", id: "x" }, 0)).toBe(history);
  });
});
