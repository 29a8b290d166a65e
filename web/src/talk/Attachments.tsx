import { CloseIcon, FileIcon, WarningIcon } from "../design/icons";
import { useText } from "../i18n";
import type { FileCard, Id } from "../model/types";
import { IconButton } from "../parts/IconButton";
import { actions, positionOf, thumbnailUrl, type Upload, useUploads } from "../state";
import styles from "./Attachments.module.css";
import { isImage, sizeOf } from "./files";
import type { Composing } from "./useComposer";

/** What goes with the message: there already, or on its way. */
export default function Attachments({
  composing,
  room,
  root,
}: {
  composing: Composing;
  room: Id;
  root: Id | null;
}) {
  const uploads = useUploads(room, root);
  const { files } = composing.draft;
  if (files.length === 0 && uploads.length === 0) return null;
  return (
    <ul className={styles.list}>
      {files.map((file) => (
        <Attached
          file={file}
          key={file.id}
          onRemove={() => composing.removeFile(file.id)}
          room={room}
          root={root}
        />
      ))}
      {uploads.map((upload) => (
        <Uploading
          key={upload.key}
          onCancel={() => actions.removeUpload(room, root, upload.key)}
          upload={upload}
        />
      ))}
    </ul>
  );
}

interface AttachedProps {
  file: FileCard;
  room: Id;
  root: Id | null;
  onRemove: () => void;
}

function Attached({ file, room, root, onRemove }: AttachedProps) {
  const t = useText();
  const position = positionOf(file.id);
  return (
    <li className={styles.item}>
      {isImage(file) ? (
        <img alt="" className={styles.picture} height={36} src={thumbnailUrl(file)} width={36} />
      ) : (
        <FileIcon className={styles.icon} size={18} />
      )}
      <span className={styles.words}>
        <span className={styles.name}>{file.name}</span>
        <span className={styles.about}>{sizeOf(file.size)}</span>
        {position !== null && (
          <label className={styles.position}>
            <input
              checked={position.keepsPosition}
              onChange={(event) => actions.keepPosition(room, root, file.id, event.target.checked)}
              type="checkbox"
            />
            {t.talk.keepPosition}
          </label>
        )}
      </span>
      <IconButton label={t.talk.removeFile(file.name)} onPress={onRemove} small>
        <CloseIcon size={16} />
      </IconButton>
    </li>
  );
}

function Uploading({ upload, onCancel }: { upload: Upload; onCancel: () => void }) {
  const t = useText();
  const percent = Math.round(upload.share * 100);
  return (
    <li className={styles.item}>
      {upload.failure === null ? (
        <FileIcon className={styles.icon} size={18} />
      ) : (
        <WarningIcon className={styles.bad} size={18} />
      )}
      <span className={styles.words}>
        <span className={styles.name}>{upload.name}</span>
        {upload.failure === null ? (
          <progress
            aria-label={t.talk.uploading(upload.name, percent)}
            className={styles.progress}
            max={100}
            value={percent}
          />
        ) : (
          <span className={styles.failure} role="alert">
            {upload.failure}
          </span>
        )}
      </span>
      <IconButton label={t.talk.cancelUpload(upload.name)} onPress={onCancel} small>
        <CloseIcon size={16} />
      </IconButton>
    </li>
  );
}
