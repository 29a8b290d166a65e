import { CopyIcon, DownIcon, TrashIcon, UpIcon, WarningIcon } from "../../design/icons";
import { Rounds, Switch } from "../../parts/Choices";
import { IconButton } from "../../parts/IconButton";
import { TextField } from "../../parts/TextField";
import type { FormFault } from "../document";
import { findQuestion, HELP_MOST, LABEL_MOST } from "../document";
import { faultKey, faultText } from "../faultText";
import type { About } from "../model";
import { FRONT } from "../selection";
import { useWords } from "../words";
import styles from "./Builder.module.css";
import type { Hands } from "./hands";
import { PageProperties } from "./PageProperties";
import { QuestionProperties } from "./QuestionProperties";

interface PropertiesProps {
  hands: Hands;
  faults: readonly FormFault[];
}

/** The settings of what is selected. Nothing is edited in a dialog. */
export function Properties({ hands, faults }: PropertiesProps) {
  const w = useWords();
  const { document, chosen, mayEdit } = hands;
  const question = findQuestion(document, chosen)?.question;
  const page = document.pages.find(({ id }) => id === chosen);
  const own = faults.filter(({ at }) => at === (chosen === FRONT ? "" : chosen));
  const title =
    question !== undefined ? w.questionSettings : page !== undefined ? w.pageSettings : w.formSettings;
  return (
    <section aria-label={w.properties} className={styles.properties}>
      <div className={styles.propertiesHead}>
        <h2 className={styles.propertiesTitle}>{title}</h2>
        {mayEdit && chosen !== FRONT && <Acts hands={hands} />}
      </div>
      {own.map((fault) => (
        <p className={fault.is_error ? styles.fault : styles.warning} key={faultKey(fault)}>
          <WarningIcon size={16} />
          <span>{faultText(fault, w)}</span>
        </p>
      ))}
      <fieldset className={styles.fields} disabled={!mayEdit} key={chosen}>
        {question !== undefined && <QuestionProperties hands={hands} question={question} />}
        {page !== undefined && <PageProperties hands={hands} page={page} />}
        {question === undefined && page === undefined && <AboutForm hands={hands} />}
      </fieldset>
    </section>
  );
}

function Acts({ hands: { chosen, step, copy, remove } }: { hands: Hands }) {
  const w = useWords();
  return (
    <span className={styles.acts}>
      <IconButton keys="Alt + ↑" label={w.moveUp} onPress={() => step(chosen, -1)} small>
        <UpIcon size={18} />
      </IconButton>
      <IconButton keys="Alt + ↓" label={w.moveDown} onPress={() => step(chosen, 1)} small>
        <DownIcon size={18} />
      </IconButton>
      <IconButton keys="Ctrl + D" label={w.duplicate} onPress={() => copy(chosen)} small>
        <CopyIcon size={18} />
      </IconButton>
      <IconButton keys="Delete" label={w.remove} onPress={() => remove(chosen)} small>
        <TrashIcon size={18} />
      </IconButton>
    </span>
  );
}

/** What is said around the questions. */
function AboutForm({ hands: { document, change } }: { hands: Hands }) {
  const w = useWords();
  const set = (part: Partial<About>) => change({ is: "about", set: part });
  const fields = [
    ["summary", w.aboutSummary, w.aboutSummaryHint, 3],
    ["needs", w.aboutNeeds, "", 3],
    ["contact", w.aboutContact, w.aboutContactHint, 2],
    ["privacy", w.aboutPrivacy, w.aboutPrivacyHint, 4],
    ["done", w.aboutDone, w.aboutDoneHint, 3],
  ] as const;
  return (
    <>
      <TextField
        label={w.aboutTitle}
        maxLength={LABEL_MOST}
        onChange={(title) => set({ title })}
        value={document.title}
      />
      {fields.map(([name, label, hint, lines]) => (
        <TextField
          hint={hint}
          key={name}
          label={label}
          lines={lines}
          maxLength={HELP_MOST}
          onChange={(text) => set({ [name]: text })}
          value={document[name]}
        />
      ))}
      <Rounds
        choices={(["pages", "single"] as const).map((id) => ({ id, label: w.layouts[id] }))}
        inline
        label={w.layout}
        onChange={(layout) => set({ layout })}
        value={document.layout}
      />
      <Switch
        label={w.isSurvey}
        note={w.isSurveyNote}
        on={document.is_survey}
        onChange={(is_survey) => set({ is_survey })}
      />
    </>
  );
}
