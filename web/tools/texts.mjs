// Finds the texts of forms as the builder does, one form a line: a test compares them with the server's.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const source = fileURLToPath(new URL("../src/forms/languages/translating.ts", import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: "silent" });

for await (const line of createInterface({ input: process.stdin })) {
  const texts = module.textsOf(JSON.parse(line)).map(({ place, text }) => [place, text]);
  process.stdout.write(`${JSON.stringify(texts)}\n`);
}
process.exit(0);
