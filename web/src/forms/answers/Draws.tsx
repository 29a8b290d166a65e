import { useCallback, useState } from "react";
import type { Draw, FormView } from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import { forms } from "../api";
import { useWords } from "../words";
import styles from "./Answers.module.css";

interface DrawsProps {
  view: FormView;
  /** The list shows the result from then on. */
  onDrawn: () => void;
}

/** 抽選: places that are drawn, with the seed once they were. */
export function Draws({ view, onDrawn }: DrawsProps) {
  const id = view.form.id;
  const { value, again } = useAnswer(useCallback((signal: AbortSignal) => forms.draws(id, signal), [id]));
  const drawn = () => {
    again();
    onDrawn();
  };
  return (value ?? []).map((one) => (
    <OneDraw
      formId={id}
      key={one.question_id}
      mayWork={view.form.rights.includes("work")}
      onDrawn={drawn}
      one={one}
    />
  ));
}

interface OneDrawProps {
  formId: string;
  one: Draw;
  mayWork: boolean;
  onDrawn: () => void;
}

function OneDraw({ formId, one, mayWork, onDrawn }: OneDrawProps) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const [isAsked, setAsked] = useState(false);
  return (
    <section className={styles.draw}>
      <h2 className={styles.questionTitle}>
        {w.drawTitle}：{one.label}
      </h2>
      <table className={styles.drawTable}>
        <thead>
          <tr>
            <th scope="col">{w.drawPlace}</th>
            <th scope="col">{w.drawCapacity}</th>
            <th scope="col">{w.drawApplied}</th>
          </tr>
        </thead>
        <tbody>
          {one.places.map(({ label, capacity, applied }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{capacity.toLocaleString("ja")}</td>
              <td>{applied.toLocaleString("ja")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {one.drawn_at !== null ? (
        <>
          <p>{w.drawnBy(fullWhenOf(one.drawn_at, t, era), one.by)}</p>
          <dl className={styles.seed}>
            <dt>{w.drawSeed}</dt>
            <dd>{one.seed}</dd>
          </dl>
          <p className={styles.about}>{w.drawSeedNote}</p>
        </>
      ) : (
        mayWork && (
          <div>
            <Button isDisabled={!one.may_draw} onPress={() => setAsked(true)} small>
              {w.draw}
            </Button>
            {!one.may_draw && <p className={styles.about}>{w.drawNotYet}</p>}
          </div>
        )
      )}
      {isAsked && <Drawing formId={formId} onClose={() => setAsked(false)} onDrawn={onDrawn} one={one} />}
    </section>
  );
}

function Drawing({ formId, one, onDrawn, onClose }: Omit<OneDrawProps, "mayWork"> & { onClose: () => void }) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const draw = async () => {
    if (!(await run(() => forms.draw(formId, one.question_id)))) return;
    onClose();
    onDrawn();
    toast.done(w.drawDone);
  };
  return (
    <FormDialog
      busy={busy}
      lead={w.drawLead}
      onClose={onClose}
      onSubmit={draw}
      problem={problem}
      title={`${w.drawTitle}：${one.label}`}
      verb={w.draw}
    />
  );
}
