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
  },
  server: {
    proxy: {
      "/api": { target: SERVER, ws: true, changeOrigin: false },
      "/health": { target: SERVER },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
