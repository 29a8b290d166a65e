import { lazy, Suspense, useState } from "react";
import { DownloadIcon, FileIcon, WarningIcon } from "../design/icons";
import { useText } from "../i18n";
import type { RoomClass } from "../model/may";
import type { FileCard } from "../model/types";
import { useMay } from "../shell/useMay";
import { contentUrl, downloadUrl, thumbnailUrl } from "../state";
import styles from "./Files.module.css";
import { extensionOf, isImage, shownSize, sizeOf } from "./files";

/** What policy asks of a room. */
type Graded = { readonly room_class: RoomClass };

const ImageViewer = lazy(() => import("./ImageViewer"));

/** What came with a message: images as images, in room kept for them; other files as lines to save. */
export function Files({ files, room }: { files: readonly FileCard[]; room: Graded }) {
  const may = useMay();
  const [viewed, setViewed] = useState<number | null>(null);
  const images = files.filter((file) => isImage(file) && file.state !== "refused" && may("view_file", room));
  const others = files.filter((file) => !images.includes(file));
  return (
    <>
      {images.length > 0 && (
        <div className={styles.images}>
          {images.map((file, i) => (
            <Thumbnail file={file} key={file.id} onOpen={() => setViewed(i)} />
          ))}
        </div>
      )}
      {others.length > 0 && (
        <ul className={styles.files}>
          {others.map((file) => (
            <li key={file.id}>
              <FileLine file={file} room={room} />
            </li>
          ))}
        </ul>
      )}
      {viewed !== null && (
        <Suspense>
          <ImageViewer files={images} onClose={() => setViewed(null)} room={room} start={viewed} />
        </Suspense>
      )}
    </>
  );
}

function Thumbnail({ file, onOpen }: { file: FileCard; onOpen: () => void }) {
  const t = useText();
  const { width, height } = shownSize(file);
  return (
    <button aria-label={t.talk.image(file.name)} className={styles.thumbnail} onClick={onOpen} type="button">
      <img
        alt=""
        className={styles.image}
        decoding="async"
        height={height}
        loading="lazy"
        src={file.state === "clean" || file.thumbnail ? thumbnailUrl(file) : contentUrl(file)}
        width={width}
      />
    </button>
  );
}

export function FileLine({ file, room }: { file: FileCard; room: Graded }) {
  const t = useText();
  const may = useMay();
  const isKept = may("download", room);
  const words = (
    <>
      <span aria-hidden="true" className={styles.kind}>
        {file.state === "refused" ? <WarningIcon size={18} /> : <FileIcon size={18} />}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{file.name}</span>
        <span className={styles.about}>
          {file.state === "refused"
            ? t.talk.refused
            : file.state === "received"
              ? `${sizeOf(file.size)} ${t.talk.received}`
              : [extensionOf(file.name), sizeOf(file.size), !isKept && t.talk.notHere]
                  .filter(Boolean)
                  .join(" ")}
        </span>
      </span>
    </>
  );
  if (file.state === "refused" || !isKept) return <div className={styles.file}>{words}</div>;
  return (
    <a className={styles.file} download={file.name} href={downloadUrl(file)}>
      {words}
      <span className="said">{t.talk.save}</span>
      <DownloadIcon className={styles.save} size={18} />
    </a>
  );
}
