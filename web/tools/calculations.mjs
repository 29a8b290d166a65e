// Evaluates calculated values as the client does, one a line: a test compares them with the server's answers.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const source = fileURLToPath(new URL("../src/forms/calculations.ts", import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: "silent" });

for await (const line of createInterface({ input: process.stdin })) {
  const [question, values, today] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(module.calculated(question, values, today))}\n`);
}
process.exit(0);
