import { describe, expect, it } from "vitest";
import { isToSend, settledWith } from "./sharedDraft";

describe("one draft on several devices", () => {
  it("takes what was written or sent elsewhere, where nothing is being written here", () => {
    expect(settledWith("", undefined, { n: 1, text: "明日の" })).toBe("take");
    expect(settledWith("明日の", { n: 1, text: "明日の" }, { n: 2, text: "明日の当番は" })).toBe("take");
    expect(settledWith("明日の", { n: 1, text: "明日の" }, { n: 2, text: "" })).toBe("take");
    expect(settledWith("", { n: 2, text: "" }, { n: 3, text: "もう一つ" })).toBe("take");
  });

  it("keeps what is being written here, and tells it", () => {
    expect(settledWith("明日は", { n: 1, text: "明日の" }, { n: 2, text: "明日の当番は" })).toBe("send");
    expect(settledWith("前からのもの", undefined, { n: 2, text: "ほかの端末のもの" })).toBe("send");
  });

  it("does not bring back what was sent from here", () => {
    expect(settledWith("", { n: 1, text: "明日の" }, { n: 1, text: "明日の" })).toBe("send");
    expect(isToSend("", { n: 1, text: "明日の" })).toBe(true);
  });

  it("has nothing to tell where both are the same", () => {
    expect(settledWith("明日の", undefined, { n: 4, text: "明日の" })).toBe("same");
    expect(isToSend("", undefined)).toBe(false);
    expect(isToSend("明日の", { n: 4, text: "明日の" })).toBe(false);
  });
});
