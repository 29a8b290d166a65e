import { useEffect, useState } from "react";
import { FilesIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import type { Id, RoomCard, RoomFile } from "../model/types";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SkeletonRows } from "../parts/Skeleton";
import { navigate, roomPath } from "../shell/route";
import { useNow } from "../shell/useNow";
import { actions, api, usePerson } from "../state";
import { Files } from "./Files";
import styles from "./FilesPane.module.css";
import { PaneProblem } from "./PaneProblem";
import side from "./SidePane.module.css";

interface Loaded {
  readonly files: readonly RoomFile[];
  readonly next: string | null;
}

/** What was attached in the room, the newest first. */
export default function FilesPane({ room }: { room: RoomCard }) {
  const t = useText();
  const { loaded, error, isBusy, more } = useRoomFiles(room.id);
  if (error !== null) return <PaneProblem error={error} onAgain={more} />;
  if (loaded === null) return <SkeletonRows person />;
  if (loaded.files.length === 0) {
    return (
      <EmptyState compact icon={<FilesIcon />} title={t.talk.noFiles}>
        {t.talk.noFilesText}
      </EmptyState>
    );
  }
  return (
    <div className={side.body}>
      <ul className={styles.list}>
        {loaded.files.map((file) => (
          <li className={styles.item} key={`${file.message_id} ${file.file.id}`}>
            <FileRow file={file} room={room} />
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
    </div>
  );
}

function FileRow({ file: { file, message_id, author_id, at }, room }: { file: RoomFile; room: RoomCard }) {
  const t = useText();
  const now = useNow();
  const author = usePerson(author_id);
  return (
    <>
      <Files files={[file]} room={room} />
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
