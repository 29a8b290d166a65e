/** The table of a letter as lines: what something is called, a full-width colon, what it is. */
import type { LetterTemplate } from "../../api/generated";

type Facts = LetterTemplate["facts"];

export function linesOf(facts: Facts): string {
  return facts.map(({ name, value }) => `${name}：${value}`).join("\n");
}

export function factsOf(lines: string): Facts {
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, name = line, value = ""] = /^(.*?)[：:](.*)$/.exec(line) ?? [];
      return { name: name.trim(), value: value.trim() };
    });
}
