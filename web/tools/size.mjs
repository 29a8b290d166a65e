// What the first load weighs, compressed: every script and style that the page needs before the list of rooms stands,
// and what comes beside it to show a room. The build fails where one of them has outgrown its budget.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const BUDGETS = [
  { name: "the list of rooms", entries: [/^index-/, /^first-/, /^Shell-/], kib: 150 },
  { name: "a room beside it", entries: [/^index-/, /^first-/, /^Shell-/, /^talk-/], kib: 200 },
];
const isQuiet = process.argv.includes("--quiet");

const assets = join(dirname(fileURLToPath(import.meta.url)), "../../src/kairan/client/assets");
const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
const styles = readdirSync(assets).filter((name) => name.endsWith(".css"));

/** The script and everything it imports at once; what it only may import later does not count. */
function needed(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(join(assets, name), "utf8");
  for (const [, imported] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    needed(imported, seen);
  return seen;
}

function weigh(name) {
  const source = readFileSync(join(assets, name));
  return {
    name,
    gzip: gzipSync(source, { level: 9 }).length / 1024,
    brotli: brotliCompressSync(source).length / 1024,
  };
}

const sum = (files, kind) => files.reduce((all, file) => all + file[kind], 0);

for (const { name, entries, kib } of BUDGETS) {
  const isEntry = (file) => entries.some((entry) => entry.test(file));
  const found = scripts.filter(isEntry);
  // A chunk that was renamed would weigh nothing.
  const missing = entries.filter(
    (entry) => !/index|Shell/.test(entry.source) && !found.some((file) => entry.test(file)),
  );
  if (missing.length > 0) throw new Error(`no script is called ${missing.join(", ")}: see vite.config.ts`);
  const files = [...new Set(found.flatMap((file) => [...needed(file)])), ...styles.filter(isEntry)];
  const weighed = files.map(weigh).sort((a, b) => b.gzip - a.gzip);
  const gzip = sum(weighed, "gzip");
  const isOver = gzip > kib;
  if (isOver) process.exitCode = 1;
  if (isQuiet && !isOver) continue;
  const write = (text) => (isOver ? process.stderr : process.stdout).write(`${text}\n`);
  for (const file of weighed) write(`${file.gzip.toFixed(1).padStart(8)} KiB  ${file.name}`);
  write(
    `${gzip.toFixed(1).padStart(8)} KiB of ${kib}: ${name} (gzip; brotli ${sum(weighed, "brotli").toFixed(1)})`,
  );
}
