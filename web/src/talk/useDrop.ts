/** Files dragged over a conversation. What is dropped elsewhere is held off by `shell/preventFileNavigation.ts`. */
import { type DragEvent, useEffect, useRef, useState } from "react";
import { text } from "../i18n";
import { toast } from "../parts/toasts";

export function useDrop(take: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  useEffect(() => {
    if (!isOver) depth.current = 0;
  }, [isOver]);
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth.current += 1;
      setOver(true);
    },
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = "copy";
    },
    onDragLeave: () => {
      depth.current -= 1;
      if (depth.current <= 0) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      const { files, hasFolders } = dropped(event.dataTransfer);
      if (hasFolders) toast.news(text().talk.noFolders);
      if (files.length > 0) take(files);
    },
  };
  return { isOver, handlers };
}

/** A folder looks like a file, and cannot be read as one. */
function dropped(transfer: DataTransfer): { readonly files: readonly File[]; readonly hasFolders: boolean } {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry?.()?.isDirectory ?? false;
  const files = items.filter((item) => !isFolder(item)).flatMap((item) => item.getAsFile() ?? []);
  return { files: items.length > 0 ? files : [...transfer.files], hasFolders: items.some(isFolder) };
}
