import { useState } from "react";
import type { FileCard } from "../model/types";
import { thumbnailUrl } from "../state";
import styles from "./Stamp.module.css";
import { DRAWINGS } from "./stampDrawings";
import { Figure } from "./stampFigure";

/** The picture of a stamp: drawn here, or the body's own. What it says always stands beside it as words. */
export function Stamp({ id, size }: { id: string; size: number }) {
  const [isMissing, setMissing] = useState(false);
  const drawing = DRAWINGS[id];
  if (drawing !== undefined) return <Figure drawing={drawing} size={size} />;
  if (isMissing)
    return <span aria-hidden="true" className={styles.missing} style={{ width: size, height: size }} />;
  return (
    <img
      alt=""
      className={styles.picture}
      height={size}
      onError={() => setMissing(true)}
      src={thumbnailUrl({ id } as Pick<FileCard, "id"> as FileCard)}
      width={size}
    />
  );
}
