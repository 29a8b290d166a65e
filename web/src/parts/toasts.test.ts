import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem, Unreachable } from "../net/problem";
import { currentToasts, dismiss, sentenceOf, toast } from "./toasts";

const texts = () => currentToasts().map(({ text }) => text);

describe("toasts", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.runAllTimers();
    vi.useRealTimers();
  });

  it("are few at once: the oldest goes", () => {
    for (const text of ["一", "二", "三", "四"]) toast.done(text);
    expect(texts()).toEqual(["二", "三", "四"]);
  });

  it("are not said twice", () => {
    toast.done("保存しました。");
    toast.done("保存しました。");
    expect(texts()).toEqual(["保存しました。"]);
  });

  it("leave by themselves, problems later than good news", () => {
    toast.done("保存しました。");
    toast.problem(new Unreachable(), "つながりませんでした。");
    vi.advanceTimersByTime(5_000);
    expect(texts()).toEqual(["つながりませんでした。"]);
    vi.advanceTimersByTime(10_000);
    expect(texts()).toEqual([]);
  });

  it("can be put away", () => {
    toast.news("新しい版があります。");
    dismiss(currentToasts()[0]?.id ?? 0);
    expect(texts()).toEqual([]);
  });

  it("use the server's own sentence where it refused, and ours where it could not be reached", () => {
    const refusal = new Problem(404, "room.not_found", "ルームが見つかりません。");
    expect(sentenceOf(refusal, "できませんでした。")).toBe("ルームが見つかりません。");
    expect(sentenceOf(new Unreachable(), "できませんでした。")).toBe("できませんでした。");
    expect(sentenceOf(new TypeError("x is undefined"), "できませんでした。")).toBe("できませんでした。");
  });
});
