import { type KeyboardEvent, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { BackIcon, CloseIcon, DownloadIcon, ForwardIcon } from "../design/icons";
import { useText } from "../i18n";
import type { RoomClass } from "../model/may";
import type { FileCard } from "../model/types";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { useOverlay } from "../shell/overlayHistory";
import { useMay } from "../shell/useMay";
import { contentUrl, downloadUrl, thumbnailUrl } from "../state";
import styles from "./ImageViewer.module.css";

interface ImageViewerProps {
  files: readonly FileCard[];
  room: { readonly room_class: RoomClass };
  start: number;
  onClose: () => void;
}

/** The images of one message, one at a time; arrows go on, a press shows the actual size, Esc closes. */
export default function ImageViewer({ files, room, start, onClose }: ImageViewerProps) {
  const t = useText();
  const may = useMay();
  const [at, setAt] = useState(start);
  const [isActual, setActual] = useState(false);
  useOverlay(onClose);
  const file = files[at];
  if (file === undefined) return null;

  function go(step: number) {
    setActual(false);
    setAt((before) => Math.max(0, Math.min(files.length - 1, before + step)));
  }

  function press(event: KeyboardEvent) {
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
  }

  return (
    <ModalOverlay className={cx(styles.veil)} isDismissable isOpen onOpenChange={(open) => open || onClose()}>
      <Modal className={cx(styles.modal)}>
        <Dialog aria-label={`${t.talk.viewer} ${file.name}`} className={cx(styles.viewer)}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys work wherever the focus is inside. */}
          <div className={styles.frame} onKeyDown={press}>
            <header className={styles.bar}>
              <span className={styles.name}>{file.name}</span>
              {files.length > 1 && (
                <span className={styles.count}>{t.talk.imageOf(at + 1, files.length)}</span>
              )}
              {may("download", room) && (
                <a
                  aria-label={t.talk.download(file.name)}
                  className={styles.save}
                  download={file.name}
                  href={downloadUrl(file)}
                >
                  <DownloadIcon />
                </a>
              )}
              <IconButton autoFocus className={styles.button} label={t.parts.close} onPress={onClose}>
                <CloseIcon />
              </IconButton>
            </header>
            <div className={cx(styles.stage, isActual && styles.scrolls)}>
              <button
                aria-label={isActual ? t.talk.fitSize : t.talk.actualSize}
                className={cx(styles.press, isActual && styles.actual)}
                onClick={() => setActual((before) => !before)}
                type="button"
              >
                <img
                  alt={file.name}
                  className={styles.image}
                  height={file.height ?? undefined}
                  src={sourceOf(file)}
                  width={file.width ?? undefined}
                />
              </button>
            </div>
            {at > 0 && (
              <IconButton
                className={cx(styles.button, styles.previous)}
                label={t.talk.previousImage}
                onPress={() => go(-1)}
              >
                <BackIcon />
              </IconButton>
            )}
            {at < files.length - 1 && (
              <IconButton
                className={cx(styles.button, styles.next)}
                label={t.talk.nextImage}
                onPress={() => go(1)}
              >
                <ForwardIcon />
              </IconButton>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Kinds that no browser shows have a thumbnail all the same. */
const SHOWN = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"]);

function sourceOf(file: FileCard): string {
  return SHOWN.has(file.type) ? contentUrl(file) : thumbnailUrl(file);
}
