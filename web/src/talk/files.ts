import type { FileCard } from "../model/types";

/** Room for an image before it is there: within these, at its true proportions. */
const MOST_WIDTH = 320;
const MOST_HEIGHT = 240;
const LEAST = 64;

export function isImage(file: FileCard): boolean {
  return file.type.startsWith("image/") && file.thumbnail && file.width !== null && file.height !== null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One image alone, at its true proportions, however long or thin: the room kept for it is the room it takes. */
export function shownSize(file: FileCard): Size {
  const width = Math.max(1, file.width ?? MOST_WIDTH);
  const height = Math.max(1, file.height ?? MOST_HEIGHT);
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  return {
    width: Math.max(LEAST, Math.round(width * scale)),
    height: Math.max(LEAST, Math.round(height * scale)),
  };
}

export interface Mosaic extends Size {
  readonly columns: number;
  /** How many are shown; the last of them says how many more there are. */
  readonly shown: number;
}

const MOSAIC_WIDTH = 400;
const GAP = 4;
/** Columns and how many are shown, by the number of images. */
const PATTERNS: readonly (readonly [columns: number, shown: number])[] = [
  [1, 0],
  [1, 1],
  [2, 2],
  [3, 3],
  [2, 4],
  [3, 5],
  [3, 6],
];

/** Several images in one block of equal tiles: a row of three at most, two rows, and how many more. */
export function mosaicOf(images: readonly FileCard[]): Mosaic {
  const [only] = images;
  if (only === undefined) return { columns: 1, shown: 0, width: 0, height: 0 };
  if (images.length === 1) return { columns: 1, shown: 1, ...shownSize(only) };
  const [columns, shown] = PATTERNS[Math.min(images.length, PATTERNS.length - 1)] ?? [3, 6];
  const rows = Math.ceil(shown / columns);
  const tile = (MOSAIC_WIDTH - GAP * (columns - 1)) / columns;
  return {
    columns,
    shown,
    width: MOSAIC_WIDTH,
    height: Math.round(rows * Math.min(tile, 160) + GAP * (rows - 1)),
  };
}

const UNITS = ["B", "KB", "MB", "GB"] as const;

/** 980 B, 12.4 KB, 3 MB: as a file manager writes it. */
export function sizeOf(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const shown = unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${shown} ${UNITS[unit] ?? ""}`;
}

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1, dot + 6).toUpperCase() : "";
}
