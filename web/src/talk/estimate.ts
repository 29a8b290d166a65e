/** How high a row will probably be: near enough, so that the scroll bar does not lie before rows are drawn. */
import type { Row } from "../model/timeline";
import type { FileCard } from "../model/types";
import { isImage, shownSize } from "./files";

const LINE = 27;
const CHARACTERS = 42;
const HEAD = 36;
const GROUPED = 4;

export function estimateOf(row: Row | undefined): number {
  switch (row?.kind) {
    case undefined:
      return 0;
    case "start":
      return 132;
    case "day":
      return 44;
    case "unread":
      return 36;
    case "outgoing":
      return said(row.item.text, row.item.files) + (row.isGrouped ? GROUPED : HEAD) + 20;
    case "message": {
      const { text, files, reactions, replies } = row.message;
      const extra = (reactions.length > 0 ? 30 : 0) + (replies === null ? 0 : 36);
      return said(text, files) + extra + (row.isGrouped ? GROUPED : HEAD);
    }
    default:
      return row satisfies never;
  }
}

function said(text: string, files: readonly FileCard[]): number {
  let lines = 0;
  for (const line of text.split("\n")) lines += Math.max(1, Math.ceil(line.length / CHARACTERS));
  const images = files.filter(isImage);
  const tallest = Math.max(0, ...images.map((file) => shownSize(file).height));
  const others = files.length - images.length;
  return (text === "" ? 0 : lines * LINE) + tallest + Math.ceil(others / 2) * 60;
}
