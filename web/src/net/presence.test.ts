// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Presence } from "./presence";

let told: boolean[] = [];
let isConnected = true;
let presence: Presence;
let hasFocus = true;
let sight: DocumentVisibilityState = "visible";

beforeEach(() => {
  vi.useFakeTimers();
  [hasFocus, sight, told, isConnected] = [true, "visible", [], true];
  vi.spyOn(document, "hasFocus").mockImplementation(() => hasFocus);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => sight);
  presence = new Presence((isHere) => {
    if (isConnected) told.push(isHere);
    return isConnected;
  });
  presence.start();
});

afterEach(() => {
  presence.stop();
  vi.useRealTimers();
});

function use(input = "keydown"): void {
  dispatchEvent(new Event(input));
}

function leave(): void {
  hasFocus = false;
  dispatchEvent(new Event("blur"));
}

function comeBack(): void {
  hasFocus = true;
  dispatchEvent(new Event("focus"));
}

test("who goes to another window has left, and is back at once when they return", () => {
  use();
  leave();
  vi.advanceTimersByTime(4_900);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual([true, false]);
  comeBack();
  expect(told).toEqual([true, false, true]);
});

test("a glance at another window is no leaving", () => {
  use();
  leave();
  vi.advanceTimersByTime(2_000);
  comeBack();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([true]);
});

test("a page that is hidden has been left", () => {
  use();
  sight = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(5_100);
  expect(told).toEqual([true, false]);
});

test("who touches nothing for a minute has left", () => {
  use();
  vi.advanceTimersByTime(40_000);
  use("wheel");
  vi.advanceTimersByTime(59_000);
  expect(told).toEqual([true, true]);
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual([true, true, false]);
  vi.advanceTimersByTime(600_000);
  expect(told).toHaveLength(3);
});

test("a new connection is told again that they are here, and never that nobody came", () => {
  presence.connected();
  expect(told).toEqual([]);
  use();
  isConnected = false;
  presence.connected();
  vi.advanceTimersByTime(1_000);
  isConnected = true;
  presence.connected();
  expect(told).toEqual([true, true]);
  leave();
  presence.connected();
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([true, true]);
});
