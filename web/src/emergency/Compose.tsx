import { useCallback, useState } from "react";
import type {
  BroadcastDraft,
  BroadcastPreview,
  BroadcastTemplate,
  BroadcastTemplates,
} from "../api/generated";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { Addressees, audienceOf, type Chosen, EVERYBODY, missingOf } from "./Addressees";
import { broadcasts } from "./api";
import { BeforeSending } from "./BeforeSending";
import styles from "./Emergency.module.css";
import { BROADCASTS, broadcastPath } from "./paths";
import { type PlanChoice, roundsOf } from "./plans";
import { useWords } from "./words";

type Asked = BroadcastDraft["asked"];

const ASKED: readonly Asked[] = ["safety", "confirm", "question", "read"];
const BESIDES = ["family", "house", "coming", "near", "place", "position"] as const;
const ASKED_USUALLY = { family: true, house: true, coming: true, near: false, place: true, position: false };
const NOTHING_READY: BroadcastTemplates = { templates: [], outside: [] };
type Besides = Record<(typeof BESIDES)[number], boolean>;

/** Writing a broadcast: a template, whom, and once more to how many, before it goes. */
export function Compose() {
  const w = useWords();
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [asked, setAsked] = useState<Asked>("confirm");
  const [choices, setChoices] = useState("");
  const [besides, setBesides] = useState<Besides>(ASKED_USUALLY);
  const [isUrgent, setUrgent] = useState(false);
  const [isDrill, setDrill] = useState(false);
  const [plan, setPlan] = useState<PlanChoice>("usual");
  const [chosen, setChosen] = useState<Chosen>(EVERYBODY);
  const [isTried, setTried] = useState(false);
  const [seen, setSeen] = useState<BroadcastPreview | null>(null);
  // Pressed twice, or sent again after a line was lost: it is sent once.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const work = useWork({ inline: true });

  const ready = useReady();
  const lines = choices.split("\n").map((one) => one.trim());
  const draft: BroadcastDraft = {
    title,
    text: body,
    asked,
    is_urgent: isUrgent,
    questions: { choices: lines.filter((one) => one !== ""), ...besides },
    rounds: roundsOf(plan, isUrgent, ready.outside),
  };
  const to = audienceOf(chosen);
  const faults = faultsOf(draft, chosen);
  const error = (name: keyof Faults) => (isTried ? faults[name] : false);

  function use(template: BroadcastDraft) {
    setTitle(template.title);
    setBody(template.text);
    setAsked(template.asked);
    setUrgent(template.is_urgent);
    setChoices(template.questions.choices.join("\n"));
    setPlan(template.rounds.length > 1 ? "usual" : "once");
    const { family, house, coming, near, place, position } = template.questions;
    setBesides({ family, house, coming, near, place, position });
  }

  function check() {
    setTried(true);
    if (Object.values(faults).includes(true)) return;
    void work.run(async () => setSeen(await broadcasts.preview({ to, rounds: draft.rounds })));
  }

  const send = () =>
    work.run(async () => {
      const made = await broadcasts.send({ draft, to, is_drill: isDrill, key });
      setKey(crypto.randomUUID());
      toast.done(w.sent(made.people));
      navigate(broadcastPath(made.id), { replace: true });
    });

  const keep = () =>
    work.run(async () => {
      await broadcasts.addTemplate(draft);
      toast.done(w.keptTemplate);
    });

  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack(BROADCASTS)} title={w.make} />
      <PageBody column>
        <Form className={styles.form} onSubmit={check}>
          <TemplateChoice all={ready.templates} onUse={use} />
          <TextField
            error={error("title") ? w.needSubject : null}
            hint={w.subjectHint}
            label={w.subject}
            maxLength={60}
            onChange={setTitle}
            value={title}
          />
          <TextField
            hint={w.textHint}
            label={w.text}
            lines={4}
            markOptional
            maxLength={1000}
            onChange={setBody}
            value={body}
          />
          <Rounds
            choices={ASKED.map((id) => ({ id, label: w.asked[id] ?? id, note: w.askNotes[id] }))}
            label={w.ask}
            onChange={setAsked}
            value={asked}
          />
          {asked === "question" && (
            <TextField
              error={error("choices") ? w.needChoices : null}
              hint={w.choicesHint}
              label={w.choices}
              lines={4}
              onChange={setChoices}
              value={choices}
            />
          )}
          {asked === "safety" && <BesidesChoice besides={besides} onChange={setBesides} />}
          <Addressees chosen={chosen} isTried={isTried} onChange={setChosen} />
          <Switch label={w.isUrgent} note={w.isUrgentNote} on={isUrgent} onChange={setUrgent} />
          <Rounds
            choices={[
              { id: "usual", label: w.planUsual, note: isUrgent ? w.planUsualNote : w.planSlowNote },
              { id: "once", label: w.planOnce },
            ]}
            label={w.plan}
            onChange={setPlan}
            value={plan}
          />
          <Switch label={w.isDrill} note={w.isDrillNote} on={isDrill} onChange={setDrill} />
          <FormProblem text={seen === null ? work.problem : null} />
          <Button busy={work.busy && seen === null} look="primary" type="submit" wide>
            {w.check}
          </Button>
          <Button isDisabled={faults.title || faults.choices} look="quiet" onPress={() => void keep()}>
            {w.keepTemplate}
          </Button>
        </Form>
      </PageBody>
      {seen !== null && (
        <BeforeSending
          busy={work.busy}
          draft={draft}
          isDrill={isDrill}
          onClose={() => setSeen(null)}
          onSend={send}
          problem={work.problem}
          seen={seen}
        />
      )}
    </div>
  );
}

/** What can be sent as it is, and which ways lead out of here. */
function useReady(): BroadcastTemplates {
  const found = useAnswer(useCallback((signal: AbortSignal) => broadcasts.templates(signal), []));
  return found.value ?? NOTHING_READY;
}

interface Faults {
  readonly title: boolean;
  readonly choices: boolean;
  readonly whom: boolean;
}

/** What is missing before it can be sent. */
function faultsOf(draft: BroadcastDraft, chosen: Chosen): Faults {
  return {
    title: draft.title.trim() === "",
    choices: draft.asked === "question" && draft.questions.choices.length < 2,
    whom: missingOf(chosen) !== null,
  };
}

interface TemplateChoiceProps {
  all: readonly BroadcastTemplate[];
  onUse: (draft: BroadcastDraft) => void;
}

function TemplateChoice({ all, onUse }: TemplateChoiceProps) {
  const w = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  function choose(id: string) {
    const template = all.find((one) => one.id === id);
    if (template === undefined) return;
    setChosen(id);
    onUse(template.draft);
  }
  return (
    <Select
      choices={all.map(({ id, draft }) => ({ id: String(id), label: draft.title }))}
      label={w.template}
      onChange={choose}
      placeholder={w.noTemplate}
      value={chosen}
    />
  );
}

interface BesidesChoiceProps {
  besides: Besides;
  onChange: (besides: Besides) => void;
}

function BesidesChoice({ besides, onChange }: BesidesChoiceProps) {
  const w = useWords();
  const words: Record<keyof Besides, string> = {
    family: w.family,
    house: w.house,
    coming: w.coming,
    near: w.near,
    place: w.place,
    position: w.position,
  };
  return (
    <fieldset className={styles.besides}>
      <legend className={styles.label}>{w.besides}</legend>
      {BESIDES.map((one) => (
        <Switch
          key={one}
          label={words[one]}
          on={besides[one]}
          onChange={(on) => onChange({ ...besides, [one]: on })}
        />
      ))}
    </fieldset>
  );
}
