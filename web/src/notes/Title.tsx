import { useEffect, useState } from "react";
import type { NoteView } from "../api/generated";
import { useWork } from "../shell/useWork";
import { notes } from "./api";
import styles from "./Notes.module.css";
import { useWords } from "./words";

interface TitleProps {
  view: NoteView;
  mayWrite: boolean;
  onView: (view: NoteView) => void;
}

/** The first line of the page; saved when one leaves it. */
export function Title({ view, mayWrite, onView }: TitleProps) {
  const w = useWords();
  const { title, id } = view.note;
  const [typed, setTyped] = useState(title);
  useEffect(() => setTyped(title), [title]);
  const { run } = useWork();
  const save = async () => {
    if (typed.trim() === "" || typed === title) return setTyped(title);
    if (!(await run(async () => onView(await notes.change(id, { title: typed }))))) setTyped(title);
  };
  if (!mayWrite) return <h2 className={styles.noteTitle}>{title}</h2>;
  return (
    <input
      aria-label={w.noteTitle}
      className={styles.noteTitle}
      maxLength={120}
      onBlur={save}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={({ key, nativeEvent, currentTarget }) => {
        if (key === "Enter" && !nativeEvent.isComposing) currentTarget.blur();
      }}
      value={typed}
    />
  );
}
