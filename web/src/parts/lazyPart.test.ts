// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { retried, withStyles } from "./lazyPart";

const none = () => Promise.resolve();

describe("a part that is fetched later", () => {
  it("is fetched again while the connection is gone", async () => {
    let asked = 0;
    const load = retried(() => {
      asked += 1;
      return asked < 4 ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve("here");
    }, none);
    expect(await load()).toBe("here");
    expect(asked).toBe(4);
  });

  it("fails at last where it is no longer there, after pauses that grow", async () => {
    const pauses: number[] = [];
    const load = retried(
      () => Promise.reject(new TypeError("404")),
      (ms) => Promise.resolve(pauses.push(ms)),
    );
    await expect(load()).rejects.toThrow("404");
    expect(pauses).toEqual([300, 600, 1200, 2400, 4800, 9600, 15000, 15000, 15000]);
  });

  it("comes with the style sheets that failed before", async () => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    document.head.append(link);
    link.dispatchEvent(new Event("error"));

    const coming = withStyles(() => Promise.resolve("here"))();
    await new Promise((resolve) => setTimeout(resolve));
    const again = document.head.querySelector("link[rel=stylesheet]");
    expect(again).not.toBe(link);
    again?.dispatchEvent(new Event("error"));
    await expect(coming).rejects.toThrow("could not fetch");

    const better = withStyles(() => Promise.resolve("here"))();
    await new Promise((resolve) => setTimeout(resolve));
    document.head.querySelector("link[rel=stylesheet]")?.dispatchEvent(new Event("load"));
    expect(await better).toBe("here");
    expect(await withStyles(() => Promise.resolve("here"))()).toBe("here");
  });
});
