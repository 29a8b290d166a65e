import { useCallback, useState } from "react";
import type { NoteRow } from "../api/generated";
import { NoteIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { List } from "../list/List";
import { useList } from "../list/useList";
import type { Id } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Rounds } from "../parts/Choices";
import { EmptyState } from "../parts/EmptyState";
import { FormDialog } from "../parts/FormDialog";
import { SearchField } from "../parts/SearchField";
import { TextField } from "../parts/TextField";
import { nameOf } from "../rooms/name";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { navigate } from "../shell/route";
import { useSettled } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useRoom } from "../state";
import { notes } from "./api";
import styles from "./Notes.module.css";
import { notePath } from "./paths";
import { useWords } from "./words";

/** The notes of a room, the front page first; found by what stands in them. */
export function NoteList({ roomId, onBack }: { roomId: Id; onBack: () => void }) {
  const t = useText();
  const w = useWords();
  const isPhone = useIsPhone();
  const room = useRoom(roomId);
  const [typed, setTyped] = useState("");
  const [isBeginning, setBeginning] = useState(false);
  const q = useSettled(typed.trim());
  const found = useList(
    "notes",
    useCallback(
      (after: string | null, signal: AbortSignal) => notes.ofRoom(roomId, q, after, signal),
      [roomId, q],
    ),
  );
  return (
    <div className={styles.page}>
      <PageHead note={room === null ? undefined : nameOf(room, t)} onBack={onBack} title={w.title}>
        <Button
          icon={<PlusIcon size={18} />}
          look="primary"
          onPress={() => setBeginning(true)}
          small={isPhone}
        >
          {w.begin}
        </Button>
      </PageHead>
      <PageBody>
        <SearchField label={w.search} onChange={setTyped} value={typed} />
        <List
          empty={
            <EmptyState icon={<NoteIcon />} title={q ? w.notFound : w.none}>
              {q ? w.notFoundText : w.noneText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(note) => <Row key={note.id} note={note} />}
        />
      </PageBody>
      {isBeginning && <Beginning onClose={() => setBeginning(false)} roomId={roomId} />}
    </div>
  );
}

function Row({ note }: { note: NoteRow }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <li>
      <Link className={styles.row} to={notePath(note.id)}>
        <span className={styles.rowTop}>
          <span className={styles.rowTitle}>{note.title}</span>
          {note.is_front && <Tag tone="accent">{w.front}</Tag>}
        </span>
        {note.part && <span className={styles.part}>…{note.part}…</span>}
        <span className={styles.line}>{w.changedBy(note.changed_by, whenOf(note.changed_at, now, t))}</span>
      </Link>
    </li>
  );
}

type Template = "empty" | "minutes";

function Beginning({ roomId, onClose }: { roomId: Id; onClose: () => void }) {
  const w = useWords();
  const [title, setTitle] = useState("");
  const [template, setTemplate] = useState<Template>("empty");
  const [key] = useState(() => crypto.randomUUID());
  const { busy, problem, run } = useWork({ inline: true });
  const begin = () =>
    run(async () => {
      const { note } = await notes.begin({ client_key: key, room_id: roomId, title });
      onClose();
      navigate(notePath(note.id, template === "empty" ? null : template));
    });
  return (
    <FormDialog
      busy={busy}
      isDisabled={title.trim() === ""}
      onClose={onClose}
      onSubmit={begin}
      problem={problem}
      title={w.begin}
      verb={w.begin}
    >
      <TextField autoFocus label={w.noteTitle} maxLength={120} onChange={setTitle} value={title} />
      <Rounds
        choices={[
          { id: "empty", label: w.empty },
          { id: "minutes", label: w.minutes, note: w.minutesNote },
        ]}
        label={w.beginsWith}
        onChange={setTemplate}
        value={template}
      />
    </FormDialog>
  );
}
