import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DraftSaved } from "../api/generated";
import { Problem, Unreachable } from "../net/problem";
import { newDocument } from "./document";
import { AGAIN_MS, DraftSaver, type Saving, WAIT_MS } from "./draftSaver";

interface Asked {
  readonly revision: number;
  readonly title: string;
  readonly answer: (saved: Partial<DraftSaved>) => Promise<void>;
  readonly refuse: (why: unknown) => Promise<void>;
}

const draft = (title: string) => newDocument(title, "");
const settled = () => vi.advanceTimersByTimeAsync(0);

function saver() {
  const asked: Asked[] = [];
  const told: Saving[] = [];
  const made = new DraftSaver(
    1,
    0,
    (revision, { title }) =>
      new Promise((resolve, reject) => {
        asked.push({
          revision,
          title,
          answer: async (saved) => {
            resolve({ revision: revision + 1, changed_at: 7, faults: [], ...saved });
            await settled();
          },
          refuse: async (why) => {
            reject(why);
            await settled();
          },
        });
      }),
    (saving) => told.push(saving),
  );
  return { made, asked, told };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a draft", () => {
  it("is saved once, a while after the latest change", async () => {
    const { made, asked } = saver();
    made.want(draft("a"));
    await vi.advanceTimersByTimeAsync(WAIT_MS - 1);
    made.want(draft("b"));
    await vi.advanceTimersByTimeAsync(WAIT_MS - 1);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map(({ title }) => title)).toEqual(["b"]);
    await asked[0]?.answer({});
    expect(made.saving).toEqual({ state: "saved", at: 7 });
    expect(made.isDirty).toBe(false);
  });

  it("is saved one at a time, each of the revision before", async () => {
    const { made, asked } = saver();
    made.want(draft("a"));
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    made.want(draft("b"));
    await vi.advanceTimersByTimeAsync(10 * WAIT_MS);
    expect(asked).toHaveLength(1);
    await asked[0]?.answer({});
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(asked.map(({ revision, title }) => [revision, title])).toEqual([
      [1, "a"],
      [2, "b"],
    ]);
  });

  it("waits for the person when somebody else changed it, and keeps what they have", async () => {
    const { made, asked } = saver();
    made.want(draft("a"));
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    await asked[0]?.refuse(new Problem(409, "form.changed_meanwhile", "", { detail: { name: "田中" } }));
    expect(made.saving).toEqual({ state: "conflict", name: "田中" });
    made.want(draft("b"));
    made.flush();
    await vi.advanceTimersByTimeAsync(10 * AGAIN_MS);
    expect(asked).toHaveLength(1);
    expect(made.isDirty).toBe(true);
    made.restart(5, 9);
    made.want(draft("c"));
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(asked.map(({ revision, title }) => [revision, title])[1]).toEqual([5, "c"]);
  });

  it("is tried again by itself when the connection is back", async () => {
    const { made, asked } = saver();
    made.want(draft("a"));
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    await asked[0]?.refuse(new Unreachable());
    expect(made.saving.state).toBe("unreachable");
    await vi.advanceTimersByTimeAsync(AGAIN_MS);
    await asked[1]?.answer({});
    expect(asked.map(({ title }) => title)).toEqual(["a", "a"]);
    expect(made.saving.state).toBe("saved");
  });

  it("says why it was refused, and is tried again with the next change", async () => {
    const { made, asked } = saver();
    made.want(draft("a"));
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    await asked[0]?.refuse(new Problem(422, "form.too_large", "大きすぎます。"));
    expect(made.saving).toEqual({ state: "refused", why: "大きすぎます。" });
    await vi.advanceTimersByTimeAsync(10 * AGAIN_MS);
    expect(asked).toHaveLength(1);
    made.want(draft("b"));
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(asked.map(({ title }) => title)).toEqual(["a", "b"]);
  });

  it("sends what waits when the screen goes, and tells nobody any more", async () => {
    const { made, asked, told } = saver();
    made.want(draft("a"));
    made.stop();
    const before = told.length;
    expect(asked.map(({ title }) => title)).toEqual(["a"]);
    await asked[0]?.answer({});
    expect(told).toHaveLength(before);
  });

  it("takes no answer to what was asked before it became another one", async () => {
    const { made, asked } = saver();
    made.want(draft("a"));
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    made.restart(9, 1);
    await asked[0]?.answer({});
    expect(made.revision).toBe(9);
  });
});
