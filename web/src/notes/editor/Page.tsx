import { useEffect, useRef, useState } from "react";
import type { NoteView } from "../../api/generated";
import { useMe } from "../../state";
import styles from "../Notes.module.css";
import { templateOf } from "../templates";
import { useWords } from "../words";
import { type Editor, type Here, newEditor } from "./editor";
import { Line, type LineState } from "./line";
import { putPictures } from "./pictures";
import { Toolbar } from "./Toolbar";
import { unsentOf } from "./unsent";

interface PageProps {
  view: NoteView;
  template: string | null;
  /** What writes an old state over the page. */
  onReady: (restore: (state: string) => void) => void;
}

const NOWHERE: Here = new Set();

/** The page one writes on, with others. */
export function Page({ view, template, onReady }: PageProps) {
  const w = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [here, setHere] = useState(NOWHERE);
  const [line, setLine] = useState<LineState>({ saving: "saved", problem: null, writers: [] });
  const owner = useMe().person.id;
  const first = useRef({ view, template, w, onReady, owner });
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const begin = first.current;
    const { note, sync, may_write: mayWrite } = begin.view;
    const made = newEditor();
    const unsent = unsentOf(begin.owner, note.id);
    const kept = new Line(made.doc, note.id, sync, mayWrite, unsent, setLine);
    made.show(element, {
      label: begin.w.page,
      tick: begin.w.done,
      mayWrite,
      onHere: setHere,
      onPictures: (files) => void putPictures(made.picture, files, begin.w.noPicture),
      words: begin.w,
    });
    if (begin.template !== null && mayWrite) made.fill(templateOf(begin.template, begin.w));
    begin.onReady(made.restore);
    setEditor(made);
    return () => {
      kept.end();
      made.end();
    };
  }, []);
  return (
    <>
      {view.may_write && editor !== null && <Toolbar editor={editor} here={here} />}
      <div className={styles.editor} ref={place} />
      <p aria-live="polite" className={styles.saving}>
        {line.saving === "refused" ? line.problem : view.may_write ? w.saving[line.saving] : w.readOnly}
        {line.writers.length > 0 && `　${w.writing(line.writers.join(w.between))}`}
      </p>
    </>
  );
}
