import { useState } from "react";
import type { FormView, PublicationAsked } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { useSettings } from "../state";
import { forms } from "./api";
import { Comparison, DRAFT } from "./Comparison";
import styles from "./Forms.module.css";
import { instantOfField } from "./instants";
import type { SectionProps } from "./section";
import { useWords } from "./words";

interface PublishProps extends SectionProps {
  isReady: boolean;
}

/** Publishing the draft, or asking another person to agree where that takes two. */
export function Publish({ view, draft, onView, isReady }: PublishProps) {
  const w = useWords();
  const may = useMay();
  const work = useWork();
  const { form, asked } = view;
  const [typedUntil, setTypedUntil] = useState("");
  const until = instantOfField(typedUntil);
  const isOver = until !== null && until <= Date.now();
  const isSaved = draft.saving.state === "saved";
  const isNew = form.version === null || form.is_changed || draft.revision !== view.revision;
  const isAsked = asked !== null && asked.revision === draft.revision;
  if (!form.rights.includes("publish") || !may("publish_forms"))
    return <p className={styles.hint}>{w.mayNotPublish}</p>;
  const publish = () =>
    work.run(async () => {
      onView(await forms.publish(form.id, { revision: draft.revision, earlier_until: until }));
      toast.done(view.takes_two ? w.publicationAsked : w.published);
    });
  return (
    <section className={styles.fields}>
      {form.version !== null && isNew && isSaved && (
        <>
          <h2 className={styles.heading}>{w.changesSince(form.version)}</h2>
          <Comparison after={DRAFT} before={form.version} formId={form.id} revision={draft.revision} />
        </>
      )}
      {asked !== null && <Asked asked={asked} isSame={isAsked && isSaved} onView={onView} view={view} />}
      {!isAsked && (
        <>
          {form.version !== null && isNew && (
            <TextField
              error={isOver ? w.earlierOver : null}
              hint={w.earlierUntilHint}
              label={w.earlierUntil}
              onChange={setTypedUntil}
              type="datetime-local"
              value={typedUntil}
            />
          )}
          <p className={styles.hint}>{view.takes_two ? w.takesTwoHint : w.publishHint}</p>
          <div className={styles.acts}>
            <Button
              busy={work.busy}
              isDisabled={!isReady || !isSaved || !isNew || isOver}
              look="primary"
              onPress={publish}
            >
              {verbOf(view, w)}
            </Button>
            <span className={styles.hint} role="status">
              {!isSaved ? w.notSavedYet : !isNew && w.nothingNew}
            </span>
          </div>
        </>
      )}
    </section>
  );
}

function verbOf({ takes_two, form: { version } }: FormView, w: ReturnType<typeof useWords>): string {
  if (takes_two) return w.askToPublish;
  return version === null ? w.publish : w.publishNext(version + 1);
}

interface AskedProps {
  asked: PublicationAsked;
  /** Whether the draft is still what was asked for. */
  isSame: boolean;
  view: FormView;
  onView: (view: FormView) => void;
}

/** What waits for a second person: they agree, or it is dropped. */
function Asked({ asked, isSame, view, onView }: AskedProps) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const work = useWork();
  const agree = () =>
    work.run(async () => {
      const wanted = { revision: asked.revision, earlier_until: asked.earlier_until };
      onView(await forms.agree(view.form.id, wanted));
      toast.done(w.published);
    });
  const drop = () =>
    work.run(async () => {
      onView(await forms.drop(view.form.id));
      toast.done(w.publicationDropped);
    });
  return (
    <div className={styles.fields} role="status">
      <h2 className={styles.heading}>{w.askedBy(asked.by, fullWhenOf(asked.at, t, era))}</h2>
      {asked.earlier_until !== null && <p>{w.earlierUntilNote(fullWhenOf(asked.earlier_until, t, era))}</p>}
      <p className={styles.hint}>{!isSame ? w.askedOutdated : asked.is_mine ? w.askedByMe : w.askedOfYou}</p>
      <div className={styles.acts}>
        {isSame && !asked.is_mine && (
          <Button busy={work.busy} look="primary" onPress={agree}>
            {w.agreeToPublish}
          </Button>
        )}
        <Button isDisabled={work.busy} onPress={drop}>
          {asked.is_mine ? w.takeAskedBack : w.disagree}
        </Button>
      </div>
    </div>
  );
}
