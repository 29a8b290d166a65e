/** What of a message is quoted: who said it and when, and the beginning of what was said. */
import { text } from "../i18n";
import { whenOf } from "../i18n/time";
import type { Quoted } from "../model/draft";
import type { Message } from "../model/types";
import { get } from "../state/store";

/** Of more than this the jump to the message tells the rest. */
const LINES = 6;
const CHARACTERS = 240;

export function quotable(message: Message): Quoted | null {
  const author = get().people.get(message.author_id);
  if (author === undefined || message.removed_at !== null) return null;
  return {
    author: author.id,
    name: author.name,
    message: message.id,
    when: whenOf(message.at, Date.now(), text()),
    text: shortened(message),
  };
}

/** A quote in a quote is left out: it was answered there. */
function shortened({ text: said, files }: Message): string {
  const own = said
    .split("\n")
    .filter((line) => !/^[>＞]/.test(line) && line.trim() !== "")
    .slice(0, LINES)
    .join("\n");
  if (own === "") return files.length > 0 ? text().talk.withFiles(files.length) : said.slice(0, CHARACTERS);
  const isShort = own.length <= CHARACTERS && own.length >= said.trim().length;
  return isShort ? own : `${own.slice(0, CHARACTERS)}…`;
}
