/** How high a row will probably be: near enough, so that the scroll bar does not lie before rows are drawn. */
import { FOLDED_LINES, isLong, linesOnScreen } from "../model/markup";
import type { Row } from "../model/timeline";
import type { FileCard } from "../model/types";
import { isImage, mosaicOf } from "./files";

const LINE = 27;
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
    case "happening":
      return 30;
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
  const lines = isLong(text) ? FOLDED_LINES + 1 : linesOnScreen(text);
  const images = files.filter(isImage);
  const others = files.length - images.length;
  return (text === "" ? 0 : lines * LINE) + mosaicOf(images).height + Math.ceil(others / 2) * 60;
}
