import type { ReactNode } from "react";
import type { PolicyPage as Page } from "../../api/generated";
import { WarningIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { policies } from "./api";
import styles from "./FaceNotes.module.css";
import { faceName, usePolicyWords } from "./words";

interface FaceNotesProps {
  page: Page;
  onDecide: () => void;
  onForgotten: (page: Page) => void;
}

/** Entrances that the policy and the server do not agree about: lost ones, and those nobody has decided about. */
export function FaceNotes({ page, onDecide, onForgotten }: FaceNotesProps) {
  const w = usePolicyWords();
  const { busy, run } = useWork();
  const named = (faces: readonly string[]) => faces.map((face) => faceName(face, w)).join("・");

  async function forget(face: string) {
    let after: Page | null = null;
    const isDone = await run(async () => {
      after = await policies.forget(face);
    });
    if (!isDone || after === null) return;
    toast.done(w.forgotten);
    onForgotten(after);
  }

  return (
    <>
      {page.undecided.length > 0 && (
        <Note text={w.undecidedText} title={w.undecidedTitle(named(page.undecided))}>
          <Button onPress={onDecide} small>
            {w.decide}
          </Button>
        </Note>
      )}
      {page.lost.length > 0 && (
        <Note text={`${w.lostText} ${w.forgetText}`} title={w.lostTitle(named(page.lost))}>
          {page.lost.map((face) => (
            <Button busy={busy} key={face} onPress={() => forget(face)} small>
              {w.forget(faceName(face, w))}
            </Button>
          ))}
        </Note>
      )}
    </>
  );
}

function Note({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={styles.note}>
      <h2 className={styles.title}>
        <WarningIcon size={18} />
        <span>{title}</span>
      </h2>
      <p>{text}</p>
      <div className={styles.acts}>{children}</div>
    </section>
  );
}
