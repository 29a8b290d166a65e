import { describe, expect, it } from "vitest";
import { type Abilities, isAppleTouch, obstacleOf } from "./obstacle";

const ABLE: Abilities = {
  isSecure: true,
  isApple: false,
  isInstalled: false,
  hasPush: true,
  isDenied: false,
};

describe("a device", () => {
  it("can be told where nothing stands in the way", () => {
    expect(obstacleOf("on", ABLE)).toBeNull();
    expect(obstacleOf("on", { ...ABLE, isApple: true, isInstalled: true })).toBeNull();
  });

  it("is told what to do first", () => {
    expect(obstacleOf("not_here", { ...ABLE, isSecure: false })).toBe("entrance");
    expect(obstacleOf("off", { ...ABLE, isSecure: false })).toBe("off");
    expect(obstacleOf("on", { ...ABLE, isSecure: false, hasPush: false, isDenied: true })).toBe("insecure");
    // Safari has neither Push nor Notification before the page is on the home screen.
    expect(obstacleOf("on", { ...ABLE, isApple: true, hasPush: false })).toBe("install");
    expect(obstacleOf("on", { ...ABLE, hasPush: false })).toBe("unsupported");
    expect(obstacleOf("on", { ...ABLE, isDenied: true })).toBe("denied");
  });

  it("is known as an iPad though it calls itself a Mac", () => {
    expect(
      isAppleTouch("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", 5),
    ).toBe(true);
    expect(
      isAppleTouch("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", 0),
    ).toBe(false);
    expect(isAppleTouch("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)", 5)).toBe(true);
    expect(isAppleTouch("Mozilla/5.0 (Linux; Android 14)", 5)).toBe(false);
  });
});
