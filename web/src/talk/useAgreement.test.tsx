// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SOON_MS, useAgreement } from "./useAgreement";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Asks({ answered, counted, again }: { answered?: number; counted?: number; again: () => void }) {
  useAgreement(answered, counted, again);
  return null;
}

test("what disagrees is asked for once more, and what agrees meanwhile is not", () => {
  const again = vi.fn();
  const { rerender } = render(<Asks again={again} answered={15} counted={16} />);
  vi.advanceTimersByTime(SOON_MS - 1);
  expect(again).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(again).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10 * SOON_MS); // the same disagreement is no reason to ask for ever
  expect(again).toHaveBeenCalledTimes(1);
  rerender(<Asks again={again} answered={15} counted={17} />);
  rerender(<Asks again={again} answered={17} counted={17} />);
  vi.advanceTimersByTime(10 * SOON_MS);
  expect(again).toHaveBeenCalledTimes(1);
});

test("nothing is asked for while one of the two is unknown, or the pane is closed", () => {
  const again = vi.fn();
  const { rerender, unmount } = render(<Asks again={again} counted={1} />);
  rerender(<Asks again={again} answered={1} />);
  vi.advanceTimersByTime(10 * SOON_MS);
  rerender(<Asks again={again} answered={1} counted={2} />);
  unmount();
  vi.advanceTimersByTime(10 * SOON_MS);
  expect(again).not.toHaveBeenCalled();
});
