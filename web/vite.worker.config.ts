import { defineConfig } from "vite";

/**
 * The service worker, after the pages: one file that imports nothing, since older browsers take no modules there, and
 * with the same name for good, since browsers know a worker by its address.
 */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "../src/kairan/client",
    emptyOutDir: false,
    target: ["chrome100", "edge100", "firefox100", "safari15.4"],
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      input: "src/worker/sw.ts",
      output: { format: "iife", entryFileNames: "sw.js" },
    },
  },
});
