import type { ReactNode } from "react";

/** One line of a menu. */
export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  /** Keys that do the same. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A tick before it: the present choice. */
  chosen?: boolean;
  /** A hairline above it. */
  apart?: boolean;
  onAction: () => void;
}

/** On which side of its button a menu opens. */
export type MenuPlacement = "bottom end" | "bottom start" | "top end" | "top start" | "right top";
