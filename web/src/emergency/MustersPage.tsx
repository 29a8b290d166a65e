import { useCallback, useState } from "react";
import type { MusterRow, StageView } from "../api/generated";
import { PeopleIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { CardRow, facts, LineRow, RowWords } from "../list/Row";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { EmptyState } from "../parts/EmptyState";
import { FormDialog } from "../parts/FormDialog";
import { Share } from "../parts/Share";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { audienceOf, EVERYBODY } from "./Addressees";
import { musters } from "./api";
import { ChosenDepartments } from "./ChosenDepartments";
import styles from "./Emergency.module.css";
import { MusterBoard } from "./MusterBoard";
import { BROADCASTS } from "./paths";
import { useWords } from "./words";

/** The stages, to be called with one act, and how the musters go on. */
export function MustersPage() {
  const w = useWords();
  const stages = useAnswer(useCallback((signal: AbortSignal) => musters.stages(signal), []));
  const found = useAnswer(useCallback((signal: AbortSignal) => musters.list(signal), []));
  const [calling, setCalling] = useState<StageView | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [shown, setShown] = useState<MusterRow | null>(null);
  const work = useWork();
  const drop = (id: string) =>
    work.run(async () => {
      await musters.deleteStage(id);
      stages.again();
    });
  if (shown !== null) return <MusterBoard id={shown.id} onBack={() => setShown(null)} />;
  const all = found.value?.musters ?? [];
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack(BROADCASTS)} title={w.musters}>
        <Button onPress={() => setAdding(true)} small>
          {w.addStage}
        </Button>
      </PageHead>
      <PageBody>
        <div className={styles.board}>
          <section aria-label={w.stages}>
            <h2 className={styles.label}>{w.stages}</h2>
            {stages.value?.stages.length === 0 && <p className={styles.quiet}>{w.stagesNone}</p>}
            <ul className={styles.calls}>
              {(stages.value?.stages ?? []).map((one) => (
                <LineRow key={one.id}>
                  <RowWords
                    name={one.stage.name}
                    second={facts(w.people(one.people), one.stage.places.join("・"))}
                  />
                  <div className={styles.acts}>
                    <Button onPress={() => setCalling(one)} small>
                      {w.call}
                    </Button>
                    <Button look="quiet" onPress={() => void drop(one.id)} small>
                      {w.deleteStage}
                    </Button>
                  </div>
                </LineRow>
              ))}
            </ul>
          </section>
          {all.length === 0 && found.phase === "known" && (
            <EmptyState compact icon={<PeopleIcon />} title={w.mustersNone}>
              {w.mustersNoneText}
            </EmptyState>
          )}
          <ul className={styles.calls}>
            {all.map((one) => (
              <Row key={one.id} onPress={() => setShown(one)} one={one} />
            ))}
          </ul>
        </div>
      </PageBody>
      {calling !== null && (
        <Call
          of={calling}
          onClose={() => setCalling(null)}
          onDone={() => {
            setCalling(null);
            found.again();
          }}
        />
      )}
      {isAdding && (
        <AddStage
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            stages.again();
          }}
        />
      )}
    </div>
  );
}

function Row({ one, onPress }: { one: MusterRow; onPress: () => void }) {
  const t = useText();
  const w = useWords();
  return (
    <CardRow onPress={onPress}>
      <RowWords
        beside={
          <>
            {one.is_drill && <Tag tone="accent">{w.drill}</Tag>}
            {one.ended_at !== null && <Tag>{w.over}</Tag>}
          </>
        }
        name={one.name}
        second={whenOf(one.called_at, Date.now(), t)}
      >
        <Share
          isGoal
          label={w.arrivedOf}
          most={one.people}
          text={w.done(one.arrived, one.people)}
          used={one.arrived}
        />
      </RowWords>
    </CardRow>
  );
}

interface CallProps {
  of: StageView;
  onDone: () => void;
  onClose: () => void;
}

function Call({ of: { id, stage, people }, onDone, onClose }: CallProps) {
  const w = useWords();
  const work = useWork({ inline: true });
  const [isDrill, setDrill] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const call = () =>
    work.run(async () => {
      const made = await musters.call(id, isDrill, key);
      toast.done(w.called(made.people));
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      danger={!isDrill}
      isDisabled={people === 0}
      onClose={onClose}
      onSubmit={call}
      problem={work.problem}
      size="narrow"
      title={w.callTitle(stage.name)}
      verb={isDrill ? w.sendDrill : w.call}
    >
      <p>{w.callText(people)}</p>
      <Switch label={w.isDrill} note={w.isDrillNote} on={isDrill} onChange={setDrill} />
    </FormDialog>
  );
}

function AddStage({ onDone, onClose }: Omit<CallProps, "of">) {
  const w = useWords();
  const work = useWork({ inline: true });
  const [name, setName] = useState("");
  const [places, setPlaces] = useState("");
  const [departments, setDepartments] = useState<readonly string[]>([]);
  const lines = places
    .split("\n")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const isWhole = name.trim() !== "" && lines.length > 0;
  const add = () =>
    work.run(async () => {
      // Without a department everybody belongs to it, as in the highest stage.
      const everybody = departments.length === 0;
      const to = audienceOf({ ...EVERYBODY, whom: everybody ? "all" : "departments", departments });
      await musters.addStage({ name, to, places: lines, text: "" });
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      holds={name !== ""}
      isDisabled={!isWhole}
      onClose={onClose}
      onSubmit={add}
      problem={work.problem}
      title={w.addStage}
      verb={w.addStage}
    >
      <TextField autoFocus hint={w.stageNameHint} label={w.stageName} onChange={setName} value={name} />
      <ChosenDepartments chosen={departments} error={null} onChange={setDepartments} />
      <TextField hint={w.placesHint} label={w.places} lines={3} onChange={setPlaces} value={places} />
    </FormDialog>
  );
}
