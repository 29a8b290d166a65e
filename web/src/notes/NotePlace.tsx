import { useCallback, useState } from "react";
import type { NoteView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { download } from "../list/download";
import { Tag } from "../parts/Badge";
import { Failed } from "../parts/Failed";
import { FormDialog } from "../parts/FormDialog";
import { MenuButton } from "../parts/Menu";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, roomNotesPath } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useRoom } from "../state";
import { notes } from "./api";
import { Page } from "./editor/Page";
import styles from "./Notes.module.css";
import { Title } from "./Title";
import { Versions } from "./Versions";
import { useWords } from "./words";

/** One note: a page one writes on, and what can be done with it. */
export function NotePlace({ noteId, template }: { noteId: string; template: string | null }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => notes.one(noteId, signal), [noteId]));
  if (answer.value !== null) return <OneNote first={answer.value} template={template} />;
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack("/")} title={w.title} />
      {answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.notShown} /> : <SkeletonRows />}
    </div>
  );
}

type Open = "versions" | "drop" | null;

function OneNote({ first, template }: { first: NoteView; template: string | null }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const may = useMay();
  const isPhone = useIsPhone();
  const room = useRoom(first.note.room_id);
  const [view, setView] = useState(first);
  const [open, setOpen] = useState<Open>(null);
  const [restore, setRestore] = useState<((state: string) => void) | null>(null);
  const { run } = useWork();
  const { note } = view;
  const list = roomNotesPath(note.room_id);
  const setFront = (is_front: boolean) => run(async () => setView(await notes.change(note.id, { is_front })));
  const front = {
    id: "front",
    label: note.is_front ? w.noFront : w.makeFront,
    onAction: () => void setFront(!note.is_front),
  };
  const markdown = {
    id: "markdown",
    label: w.markdown,
    onAction: () => void download(notes.markdownUrl(note.id)),
  };
  const pdf = { id: "pdf", label: w.pdf, onAction: () => void download(notes.pdfUrl(note.id)) };
  const drop = { id: "drop", label: w.drop, danger: true, apart: true, onAction: () => setOpen("drop") };
  return (
    <div className={styles.page}>
      <PageHead
        note={isPhone ? undefined : w.changedBy(note.changed_by, whenOf(note.changed_at, now, t))}
        onBack={() => goBack(list)}
        title={w.title}
      >
        {note.is_front && <Tag tone="accent">{w.front}</Tag>}
        <MenuButton
          actions={[
            { id: "versions", label: w.versions, onAction: () => setOpen("versions") },
            ...(view.may_write ? [front] : []),
            ...(room !== null && may("download", room) ? [pdf, markdown] : []),
            ...(view.may_drop ? [drop] : []),
          ]}
        />
      </PageHead>
      <PageBody column>
        <Title mayWrite={view.may_write} onView={setView} view={view} />
        <Page onReady={(act) => setRestore(() => act)} template={template} view={first} />
      </PageBody>
      {open === "versions" && (
        <Versions
          noteId={note.id}
          onClose={() => setOpen(null)}
          onRestore={view.may_write ? restore : null}
        />
      )}
      {open === "drop" && <Dropping noteId={note.id} onClose={() => setOpen(null)} to={list} />}
    </div>
  );
}

function Dropping({ noteId, to, onClose }: { noteId: string; to: string; onClose: () => void }) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const drop = () =>
    run(async () => {
      await notes.drop(noteId);
      toast.done(w.dropped);
      onClose();
      navigate(to, { replace: true });
    });
  return (
    <FormDialog
      busy={busy}
      danger
      lead={w.dropLead}
      onClose={onClose}
      onSubmit={drop}
      problem={problem}
      size="narrow"
      title={w.drop}
      verb={w.drop}
    />
  );
}
