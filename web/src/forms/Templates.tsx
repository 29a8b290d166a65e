import { useCallback, useState } from "react";
import type { TemplateRow } from "../api/generated";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { forms } from "./api";
import styles from "./Forms.module.css";
import { useWords } from "./words";

/** ひな形: the body's own, shared with other bodies or not. */
export function Templates({ onClose }: { onClose: () => void }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => forms.templates(signal), []));
  return (
    <Dialog onClose={onClose} title={w.manageTemplates}>
      <p className={styles.hint}>{w.manageTemplatesLead}</p>
      <Answered answer={answer} failed={w.failed}>
        {(templates) => <Own templates={templates.filter(({ is_own }) => is_own)} />}
      </Answered>
    </Dialog>
  );
}

function Own({ templates }: { templates: readonly TemplateRow[] }) {
  const w = useWords();
  const { busy, run } = useWork();
  const [shown, setShown] = useState(templates);
  const share = (key: string, is_shared: boolean) =>
    run(async () => setShown(ownOf(await forms.shareTemplate(key, is_shared))));
  const remove = (key: string) =>
    run(async () => {
      setShown(ownOf(await forms.removeTemplate(key)));
      toast.done(w.templateRemoved);
    });
  if (shown.length === 0) return <p>{w.noTemplates}</p>;
  return (
    <ul>
      {shown.map(({ key, title, is_shared, may_change }) => (
        <li className={styles.row} key={key}>
          {may_change ? (
            <div className={styles.acts}>
              <Switch
                busy={busy}
                label={w.shareTemplate(title)}
                on={is_shared}
                onChange={(on) => share(key, on)}
              />
              <Button
                aria-label={w.removeTemplate(title)}
                isDisabled={busy}
                look="danger"
                onPress={() => remove(key)}
                small
              >
                {w.remove}
              </Button>
            </div>
          ) : (
            <p>{title}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

const ownOf = (templates: readonly TemplateRow[]) => templates.filter(({ is_own }) => is_own);
