import { Suspense, useEffect, useState } from "react";
import { FilesIcon, SearchIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import type { Id, RoomCard, RoomFile } from "../model/types";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { lazyPart } from "../parts/lazyPart";
import { SkeletonRows } from "../parts/Skeleton";
import { navigate, roomPath, searchPath } from "../shell/route";
import { useMay } from "../shell/useMay";
import { useNow } from "../shell/useNow";
import { actions, api, thumbnailUrl, usePerson } from "../state";
import { FileLine, FileName } from "./Files";
import styles from "./FilesPane.module.css";
import { extensionOf, isImage, sizeOf } from "./files";
import { PaneProblem } from "./PaneProblem";
import side from "./SidePane.module.css";

const ImageViewer = lazyPart(() => import("./ImageViewer"));

interface Loaded {
  readonly files: readonly RoomFile[];
  readonly next: string | null;
}

/** What was attached in the room, the newest first: names one can run the eye down, each in its line. */
export default function FilesPane({ room }: { room: RoomCard }) {
  const t = useText();
  const may = useMay();
  const { loaded, error, isBusy, more } = useRoomFiles(room.id);
  const [viewed, setViewed] = useState<number | null>(null);
  if (error !== null) return <PaneProblem error={error} onAgain={more} />;
  if (loaded === null) return <SkeletonRows person />;
  if (loaded.files.length === 0) {
    return (
      <EmptyState compact icon={<FilesIcon />} title={t.talk.noFiles}>
        {t.talk.noFilesText}
      </EmptyState>
    );
  }
  const images = loaded.files.filter(
    ({ file }) => isImage(file) && file.state !== "refused" && may("view_file", room),
  );
  const view = (file: RoomFile) => (images.includes(file) ? () => setViewed(images.indexOf(file)) : null);
  return (
    <div className={side.body}>
      <div className={styles.find}>
        <Button
          icon={<SearchIcon size={18} />}
          look="quiet"
          onPress={() => navigate(searchPath({ room: room.id, files: true }))}
          small
        >
          {t.talk.findFiles}
        </Button>
      </div>
      <ul className={styles.list}>
        {loaded.files.map((file) => (
          <li className={styles.item} key={`${file.message_id} ${file.file.id}`}>
            <FileRow file={file} onView={view(file)} room={room} />
          </li>
        ))}
      </ul>
      {loaded.next !== null && (
        <div className={side.more}>
          <Button busy={isBusy} look="quiet" onPress={more} small>
            {t.talk.moreFiles}
          </Button>
        </div>
      )}
      {viewed !== null && (
        <Suspense>
          <ImageViewer
            files={images.map(({ file }) => file)}
            onClose={() => setViewed(null)}
            room={room}
            start={viewed}
          />
        </Suspense>
      )}
    </div>
  );
}

interface FileRowProps {
  file: RoomFile;
  room: RoomCard;
  onView: (() => void) | null;
}

function FileRow({ file: { file, message_id, author_id, at }, room, onView }: FileRowProps) {
  const t = useText();
  const now = useNow();
  const author = usePerson(author_id);
  return (
    <>
      {onView === null ? (
        <FileLine file={file} room={room} />
      ) : (
        <button aria-label={t.talk.image(file.name)} className={styles.image} onClick={onView} type="button">
          <img alt="" className={styles.small} loading="lazy" src={thumbnailUrl(file)} />
          <span className={styles.words}>
            <FileName name={file.name} />
            <span className={styles.kind}>{`${extensionOf(file.name)} ${sizeOf(file.size)}`}</span>
          </span>
        </button>
      )}
      <p className={styles.about}>
        <span>
          {author?.name} {whenOf(at, now, t)}
        </span>
        <Button
          look="quiet"
          onPress={() => navigate(roomPath(room.id, { messageId: message_id, side: { kind: "files" } }))}
          small
        >
          {t.talk.toMessage}
        </Button>
      </p>
    </>
  );
}

function useRoomFiles(room: Id) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  async function load(before: Loaded | null) {
    setBusy(true);
    setError(null);
    try {
      const page = await api.roomFiles(room, before?.next ?? null);
      actions.learn(page.people);
      setLoaded({ files: [...(before?.files ?? []), ...page.files], next: page.next });
    } catch (failure) {
      setError(failure ?? new Error());
    } finally {
      setBusy(false);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page, once for a room.
  useEffect(() => {
    void load(null);
  }, [room]);
  return { loaded, error, isBusy, more: () => void load(loaded) };
}
