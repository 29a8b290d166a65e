import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vitest/config";

const SERVER = process.env.KAIRAN_SERVER ?? "http://localhost:8000";

/** React Aria carries its words in some thirty languages; the client speaks two. */
function onlyOurLanguages(): Plugin {
  return {
    name: "only-our-languages",
    enforce: "pre",
    load(id) {
      const language = /react-(?:aria|stately)[^?]*\/intl\/.*\/([a-z]{2})-[A-Z]{2}\.m?js/.exec(id)?.[1];
      return language === undefined || language === "ja" || language === "en" ? null : "export default {};";
    },
  };
}

/** What stands at once for somebody signed in, and what shows a room; everything else comes when it is wanted. */
const FIRST = ["src/main.tsx", "src/app/Shell.tsx"].map(named);
const TALK = ["src/talk/index.ts"].map(named);

function named(file: string): string {
  const path = fileURLToPath(new URL(file, import.meta.url));
  if (!existsSync(path)) throw new Error(`${file} is named here and is not there`);
  return path;
}

interface Modules {
  getModuleInfo(id: string): { importers: string[] } | null;
}

/** Whether one of these files imports a module, directly or not. */
function isOf(entries: readonly string[], id: string, modules: Modules, seen = new Set<string>()): boolean {
  if (entries.includes(id)) return true;
  seen.add(id);
  const importers = modules.getModuleInfo(id)?.importers ?? [];
  return importers.some((importer) => !seen.has(importer) && isOf(entries, importer, modules, seen));
}

/**
 * Few files: a proxy in between may allow six requests at a time. React changes seldom and stays in the
 * browser's cache over updates; lists, menus and overlays come together with the first of them.
 */
function chunkOf(id: string, modules: Modules): string | null {
  if (isOf(FIRST, id, modules)) return "first";
  if (isOf(TALK, id, modules)) return "talk";
  // Heavy, and opened by few: it comes by itself, when somebody opens a map.
  if (/\/node_modules\/maplibre-gl\//.test(id)) return "map";
  if (/\/node_modules\/|\/src\/parts\//.test(id)) return "parts";
  return null;
}

const CHUNKS = [
  { name: "react", test: /\/node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
  { name: chunkOf, priority: 1 },
];

export default defineConfig({
  plugins: [onlyOurLanguages(), react()],
  build: {
    outDir: "../src/kairan/client",
    emptyOutDir: true,
    // Browsers behind LGWAN are renewed with the PC, not with the web.
    target: ["chrome100", "edge100", "firefox100", "safari15.4"],
    // The content security policy allows nothing inline: no data: addresses, no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    // The table of 異体字 and the outline of maps are the server's own.
    fs: { allow: [".", "../src/kairan/core/kit", "../src/kairan/emergency/maps"] },
    proxy: {
      "/api": { target: SERVER, ws: true, changeOrigin: false },
      "/health": { target: SERVER },
    },
  },
  test: {
    // A page costs more than most tests: the files that need one say so (`@vitest-environment happy-dom`).
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
