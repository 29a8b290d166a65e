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

export function shownSize(file: FileCard): Size {
  const width = Math.max(1, file.width ?? MOST_WIDTH);
  const height = Math.max(1, file.height ?? MOST_HEIGHT);
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  return {
    width: Math.max(LEAST, Math.round(width * scale)),
    height: Math.max(LEAST, Math.round(height * scale)),
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
