import { useCallback, useState } from "react";
import type { VersionRow } from "../api/generated";
import { FormIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { EmptyState } from "../parts/EmptyState";
import { Select } from "../parts/Select";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { useAnswer } from "../shell/useAnswer";
import { useSettings } from "../state";
import { forms } from "./api";
import { Comparison, DRAFT } from "./Comparison";
import compared from "./Comparison.module.css";
import type { FormDocument } from "./document";
import styles from "./Forms.module.css";
import { Outlined } from "./Outlined";
import type { SectionProps } from "./section";
import { useWords } from "./words";

/** 版: what was published, when and by whom. */
export function Versions({ view, draft }: SectionProps) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const [open, setOpen] = useState<VersionRow | null>(null);
  if (view.versions.length === 0) {
    return (
      <EmptyState icon={<FormIcon />} title={w.noVersions}>
        {w.noVersionsText}
      </EmptyState>
    );
  }
  const mayEdit = view.form.rights.includes("edit");
  const take = (document: FormDocument) => {
    draft.change({ is: "whole", document });
    setOpen(null);
    toast.done(w.takenVersion, { label: w.undo, run: draft.undo });
  };
  return (
    <PageBody column>
      <p className={styles.lead}>{w.versionsLead}</p>
      <ul>
        {view.versions.map((version) => (
          <li className={styles.row} key={version.number}>
            <div className={styles.rowLink}>
              <span className={styles.rowWords}>
                <span className={styles.rowTitle}>{w.versionName(version.number)}</span>
                <span className={styles.rowNote}>
                  {w.versionBy(fullWhenOf(version.published_at, t, era), version.published_by)}
                  {version.earlier_until !== null &&
                    `　${w.earlierUntilNote(fullWhenOf(version.earlier_until, t, era))}`}
                </span>
              </span>
              <span className={styles.rowState}>
                {version.number === view.form.version && <Tag tone="done">{w.isNow}</Tag>}
              </span>
              <Button onPress={() => setOpen(version)} small>
                {w.lookAtVersion(version.number)}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <CompareVersions draft={draft} view={view} />
      {open !== null && (
        <OneVersion
          formId={view.form.id}
          onClose={() => setOpen(null)}
          onTake={mayEdit ? take : null}
          version={open}
        />
      )}
    </PageBody>
  );
}

/** Two of them beside each other; at first what is published, and the draft. */
function CompareVersions({ view, draft }: Pick<SectionProps, "view" | "draft">) {
  const w = useWords();
  const [before, setBefore] = useState(String(view.form.version));
  const [after, setAfter] = useState(String(DRAFT));
  const choices = [DRAFT, ...view.versions.map(({ number }) => number)].map((number) => ({
    id: String(number),
    label: number === DRAFT ? w.draftState : w.versionName(number),
  }));
  return (
    <section>
      <h2 className={styles.heading}>{w.compare}</h2>
      <p className={styles.hint}>{w.compareLead}</p>
      <div className={compared.choose}>
        <Select choices={choices} label={w.compareBefore} onChange={setBefore} value={before} />
        <Select choices={choices} label={w.compareAfter} onChange={setAfter} value={after} />
      </div>
      <Comparison
        after={Number(after)}
        before={Number(before)}
        formId={view.form.id}
        revision={draft.saving.state === "saved" ? draft.revision : 0}
      />
    </section>
  );
}

interface OneVersionProps {
  formId: string;
  version: VersionRow;
  onClose: () => void;
  onTake: ((document: FormDocument) => void) | null;
}

function OneVersion({ formId, version, onClose, onTake }: OneVersionProps) {
  const w = useWords();
  const { number } = version;
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => forms.version(formId, number, signal), [formId, number]),
  );
  const document = answer.value?.document;
  return (
    <Dialog
      actions={
        onTake !== null &&
        document !== undefined && <Button onPress={() => onTake(document)}>{w.takeVersion}</Button>
      }
      onClose={onClose}
      size="wide"
      title={w.versionName(number)}
    >
      <Answered answer={answer} failed={w.failed}>
        {(value) => <Outlined document={value.document} />}
      </Answered>
    </Dialog>
  );
}
