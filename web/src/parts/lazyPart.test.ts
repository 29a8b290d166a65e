// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { retried, withStyles } from "./lazyPart";

const none = () => Promise.resolve();
const pause = () => new Promise((resolve) => setTimeout(resolve));

function sheet(): HTMLLinkElement {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  document.head.append(link);
  return link;
}

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
    const link = sheet();
    let tries = 0;
    const load = withStyles(() => {
      tries += 1;
      if (tries > 1) return Promise.resolve("here"); // the bundler asks for a sheet once
      link.dispatchEvent(new Event("error"));
      return Promise.reject(new TypeError("could not preload"));
    });
    await expect(load()).rejects.toThrow("could not preload");

    const coming = load();
    await pause();
    const again = document.head.querySelector("link[rel=stylesheet]");
    expect(again).not.toBe(link);
    again?.dispatchEvent(new Event("error"));
    await expect(coming).rejects.toThrow("could not fetch");

    const better = load();
    await pause();
    document.head.querySelector("link[rel=stylesheet]")?.dispatchEvent(new Event("load"));
    expect(await better).toBe("here");
    expect(await load()).toBe("here");
    document.head.replaceChildren();
  });

  it("is not held up by the style sheets of others, which are asked for all the same", async () => {
    const link = sheet();
    link.dispatchEvent(new Event("error"));
    const coming = withStyles(() => Promise.resolve("here"))();
    await pause();
    const again = document.head.querySelector("link[rel=stylesheet]");
    expect(again).not.toBe(link);
    again?.dispatchEvent(new Event("error"));
    expect(await coming).toBe("here");
    document.head.replaceChildren();
  });
});
