import { Suspense, useState } from "react";
import { DownloadIcon, FileIcon, WarningIcon } from "../design/icons";
import { useText } from "../i18n";
import type { RoomClass } from "../model/may";
import type { FileCard } from "../model/types";
import { lazyPart } from "../parts/lazyPart";
import { useMay } from "../shell/useMay";
import { contentUrl, downloadUrl, thumbnailUrl } from "../state";
import { useTabStop } from "./Body";
import styles from "./Files.module.css";
import { extensionOf, isImage, mosaicOf, type Size, sizeOf } from "./files";

/** What policy asks of a room. */
type Graded = { readonly room_class: RoomClass };

const ImageViewer = lazyPart(() => import("./ImageViewer"));

/** What came with a message: images as images, in room kept for them; other files as lines to save. */
export function Files({ files, room }: { files: readonly FileCard[]; room: Graded }) {
  const may = useMay();
  const [viewed, setViewed] = useState<number | null>(null);
  const images = files.filter((file) => isImage(file) && file.state !== "refused" && may("view_file", room));
  const others = files.filter((file) => !images.includes(file));
  return (
    <>
      {images.length > 0 && <Images images={images} onOpen={setViewed} />}
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

/** One at its own proportions; several as equal tiles, of which the last tells how many more there are. */
function Images({ images, onOpen }: { images: readonly FileCard[]; onOpen: (at: number) => void }) {
  const { columns, shown, width, height } = mosaicOf(images);
  const rest = images.length - shown;
  if (images.length === 1) {
    return (
      <div className={styles.images}>
        {images.map((file, i) => (
          <Thumbnail file={file} key={file.id} onOpen={() => onOpen(i)} size={{ width, height }} />
        ))}
      </div>
    );
  }
  return (
    <div className={styles.mosaic} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, width, height }}>
      {images.slice(0, shown).map((file, i) => (
        <Thumbnail file={file} key={file.id} more={i === shown - 1 ? rest : 0} onOpen={() => onOpen(i)} />
      ))}
    </div>
  );
}

interface ThumbnailProps {
  file: FileCard;
  onOpen: () => void;
  /** Alone; in a mosaic it fills its tile. */
  size?: Size;
  more?: number;
}

function Thumbnail({ file, onOpen, size, more = 0 }: ThumbnailProps) {
  const t = useText();
  const tabIndex = useTabStop();
  return (
    <button
      aria-label={more > 0 ? t.talk.moreImages(file.name, more) : t.talk.image(file.name)}
      className={styles.thumbnail}
      onClick={onOpen}
      style={size}
      tabIndex={tabIndex}
      type="button"
    >
      <img
        alt=""
        className={styles.image}
        decoding="async"
        loading="lazy"
        src={file.state === "clean" || file.thumbnail ? thumbnailUrl(file) : contentUrl(file)}
      />
      {more > 0 && (
        <span aria-hidden="true" className={styles.rest}>
          +{more}
        </span>
      )}
    </button>
  );
}

export function FileLine({ file, room }: { file: FileCard; room: Graded }) {
  const t = useText();
  const may = useMay();
  const tabIndex = useTabStop();
  const isKept = may("download", room);
  const words = (
    <>
      <span aria-hidden="true" className={styles.kind}>
        {file.state === "refused" ? <WarningIcon size={18} /> : <FileIcon size={18} />}
      </span>
      <span className={styles.words}>
        <FileName name={file.name} />
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
    <a
      className={styles.file}
      download={file.name}
      href={downloadUrl(file)}
      tabIndex={tabIndex}
      title={file.name}
    >
      {words}
      <span className="said">{t.talk.save}</span>
      <DownloadIcon className={styles.save} size={18} />
    </a>
  );
}

/** The end tells versions and kinds apart: a long name is cut in the middle. */
const END = 14;

export function FileName({ name }: { name: string }) {
  const characters = Array.from(name);
  const isLong = characters.length > END * 2;
  return (
    <span className={styles.name} title={name}>
      <span className={styles.nameStart}>{isLong ? characters.slice(0, -END).join("") : name}</span>
      {isLong && <span className={styles.nameEnd}>{characters.slice(-END).join("")}</span>}
    </span>
  );
}
