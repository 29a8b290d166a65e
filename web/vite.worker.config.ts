import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CLIENT = at("../src/kairan/client");
/** The headers that the page comes with: kept with it, so a change of them is another version. */
const HEADERS = at("../src/kairan/core/edge/observe.py");
/** The map: heavy, and opened by few. The browser keeps it once it was opened. */
const FETCHED_WHEN_OPENED = /^assets\/(?:map|maplibre|MapCanvas|PlacesMap|japan)[-.]/;
const NOT_KEPT = /(?:^sw\.js|\.br|\.gz)$/;

/** Every file of the pages just built, and what they are together. */
function shellOf(folder: string) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => !NOT_KEPT.test(name) && statSync(join(folder, name)).isFile())
    .sort();
  const all = createHash("sha256").update(readFileSync(HEADERS));
  for (const name of names) all.update(name).update(readFileSync(join(folder, name)));
  const page = createHash("sha256")
    .update(readFileSync(join(folder, "index.html")))
    .digest("hex");
  const kept = names.filter((name) => !FETCHED_WHEN_OPENED.test(name));
  return { version: all.digest("hex").slice(0, 16), page, files: kept.map((name) => `/${name}`) };
}

/**
 * The service worker, after the pages: one file that imports nothing, since older browsers take no modules there, and
 * with the same name for good, since browsers know a worker by its address. It names the files of the pages.
 */
export default defineConfig(() => ({
  publicDir: false as const,
  define: { __SHELL__: JSON.stringify(shellOf(CLIENT)) },
  build: {
    outDir: CLIENT,
    emptyOutDir: false,
    target: ["chrome100", "edge100", "firefox100", "safari15.4"],
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      input: "src/worker/sw.ts",
      output: { format: "iife" as const, entryFileNames: "sw.js" },
    },
  },
}));
