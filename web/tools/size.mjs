// What the first load weighs: every script the page needs before the signed-in screen stands, compressed.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const MUST_KIB = 300;
const AIM_KIB = 150;
const ENTRIES = [/^index-/, /^first-/, /^Shell-/];

const assets = join(dirname(fileURLToPath(import.meta.url)), "../../src/kairan/client/assets");
const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));

/** The script and everything it imports at once; what it only may import later does not count. */
function needed(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(join(assets, name), "utf8");
  for (const [, imported] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    needed(imported, seen);
  return seen;
}

const first = new Set(
  scripts.filter((name) => ENTRIES.some((entry) => entry.test(name))).flatMap((name) => [...needed(name)]),
);
let gzip = 0;
let brotli = 0;
for (const name of [...first].sort()) {
  const source = readFileSync(join(assets, name));
  const small = gzipSync(source, { level: 9 }).length;
  gzip += small;
  brotli += brotliCompressSync(source).length;
  process.stdout.write(`${String((small / 1024).toFixed(1)).padStart(8)} KiB  ${name}\n`);
}
const kib = gzip / 1024;
process.stdout.write(
  `${kib.toFixed(1).padStart(8)} KiB in ${first.size} files (gzip; brotli ${(brotli / 1024).toFixed(1)})`,
);
process.stdout.write(`; aim ${AIM_KIB}, must ${MUST_KIB}\n`);
process.exitCode = kib > MUST_KIB ? 1 : 0;
