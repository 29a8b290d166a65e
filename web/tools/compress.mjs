// What the server sends of the client, compressed once and as small as it gets: beside each text a .br and a .gz.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const client = join(dirname(fileURLToPath(import.meta.url)), "../../src/kairan/client");
const TEXTS = /\.(?:m?js|css|html|svg|json|webmanifest)$/;
const LEAST = 1_000;

for (const name of readdirSync(client, { recursive: true })) {
  const file = join(client, name);
  if (!TEXTS.test(name) || statSync(file).size < LEAST) continue;
  const text = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(text));
}
