import { useState } from "react";
import type { DepartmentOpening, Move, MoveRow, PersonMoving } from "../../api/generated";
import { CloseIcon, PlusIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { Dialog } from "../../parts/Dialog";
import { IconButton } from "../../parts/IconButton";
import { FormProblem } from "../../parts/Problem";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { flat } from "../../people/departments";
import { pathWords, toldWords } from "../../people/labels";
import { useDepartments } from "../../people/useDirectory";
import { useWork } from "../../shell/useWork";
import { CandidateList } from "./Candidates";
import styles from "./Transfers.module.css";
import { useTransferWords } from "./words";

interface MoveFormProps {
  row: MoveRow;
  /** Departments that will have been opened by the hour of the list. */
  opening: readonly DepartmentOpening[];
  onPut: (move: Move) => Promise<void>;
  onDrop: () => Promise<void>;
  onClose: () => void;
}

const STAYS = "stays";
type Post = NonNullable<Move["main"]>;

/** Where one person goes. */
export function MoveForm({ row, opening, onPut, onDrop, onClose }: MoveFormProps) {
  const t = useText();
  const w = useTransferWords();
  const [move, setMove] = useState<Move>(row.move);
  const [predecessor, setPredecessor] = useState<PersonMoving | null>(row.predecessor);
  const [isChoosing, setChoosing] = useState(false);
  const work = useWork({ inline: true });
  const choices = useDepartmentChoices(opening);
  const change = (part: Partial<Move>) => setMove((before) => ({ ...before, ...part }));
  const name = row.person?.name ?? w.gone;
  const put = () => {
    const chosen = move.added.filter(({ department_id }) => department_id !== "");
    work.run(() => onPut({ ...move, added: chosen, predecessor_id: predecessor?.id ?? null }));
  };
  return (
    <Dialog
      actions={
        <>
          <Button busy={work.busy} onPress={() => work.run(onDrop)}>
            {w.takeOut}
          </Button>
          <Button busy={work.busy} look="primary" type="submit">
            {w.put}
          </Button>
        </>
      }
      holds
      lead={w.now(toldWords(row.person?.posts_told ?? "") || w.noPost)}
      onClose={onClose}
      onSubmit={put}
      title={w.moveTitle([name, row.person?.key].filter(Boolean).join(" "))}
    >
      <Rounds
        choices={(["move", "leave", "return"] as const).map((id) => ({ id, label: w.kinds[id] }))}
        inline
        label={w.kind}
        onChange={(kind) => change({ kind })}
        value={move.kind}
      />
      {move.kind === "leave" ? (
        <p className={styles.hint}>{w.leaveText}</p>
      ) : (
        <>
          <MainPost choices={choices} main={move.main} onChange={(main) => change({ main })} />
          <OtherPosts choices={choices} move={move} onChange={change} row={row} />
          <TextField
            hint={w.extensionHint}
            label={w.extension}
            onChange={(extension) => change({ extension: extension === "" ? null : extension })}
            value={move.extension ?? ""}
          />
          <Predecessor
            chosen={predecessor}
            onChoose={() => setChoosing(true)}
            onDrop={() => setPredecessor(null)}
          />
        </>
      )}
      <FormProblem text={work.problem} />
      {isChoosing && (
        <ChoosePredecessor
          onChoose={(person) => {
            setPredecessor(person);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
          own={row.member_id}
          t={t.parts.cancel}
        />
      )}
    </Dialog>
  );
}

interface Choice {
  id: string;
  label: string;
}

function useDepartmentChoices(opening: readonly DepartmentOpening[]): readonly Choice[] {
  const w = useTransferWords();
  const { tree } = useDepartments();
  const there = flat(tree).map(({ branch, depth }) => ({
    id: branch.id,
    label: "\u3000".repeat(depth) + branch.name,
  }));
  return [...there, ...opening.map(({ id, path }) => ({ id, label: w.toOpen(pathWords(path)) }))];
}

interface MainPostProps {
  choices: readonly Choice[];
  main: Post | null;
  onChange: (main: Post | null) => void;
}

function MainPost({ choices, main, onChange }: MainPostProps) {
  const w = useTransferWords();
  return (
    <div className={styles.post}>
      <Select
        choices={[{ id: STAYS, label: w.mainStays }, ...choices]}
        label={w.main}
        onChange={(id) => onChange(id === STAYS ? null : { department_id: id, title: main?.title ?? "" })}
        value={main?.department_id ?? STAYS}
      />
      <TextField
        isDisabled={main === null}
        label={w.post}
        onChange={(title) => main && onChange({ ...main, title })}
        placeholder={w.postHint}
        value={main?.title ?? ""}
      />
    </div>
  );
}

interface OtherPostsProps {
  choices: readonly Choice[];
  row: MoveRow;
  move: Move;
  onChange: (part: Partial<Move>) => void;
}

function OtherPosts({ choices, row, move, onChange }: OtherPostsProps) {
  const w = useTransferWords();
  const nameOf = (id: string) => choices.find((one) => one.id === id)?.label.trim() ?? "";
  const held = row.person?.posts.slice(1) ?? [];
  const replace = (place: number, part: Partial<Post>) =>
    onChange({ added: move.added.map((post, n) => (n === place ? { ...post, ...part } : post)) });
  return (
    <fieldset className={styles.posts}>
      <legend>{w.otherPosts}</legend>
      {move.added.map((post, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: posts have no name of their own until they are chosen.
        <div className={styles.added} key={place}>
          <Select
            choices={choices}
            hideLabel
            label={w.main}
            onChange={(department_id) => replace(place, { department_id })}
            value={post.department_id === "" ? null : post.department_id}
          />
          <TextField
            aria-label={w.post}
            label={w.post}
            onChange={(title) => replace(place, { title })}
            placeholder={w.postHint}
            value={post.title ?? ""}
          />
          <IconButton
            label={w.dropPost(nameOf(post.department_id))}
            onPress={() => onChange({ added: move.added.filter((_, n) => n !== place) })}
          >
            <CloseIcon size={18} />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          icon={<PlusIcon size={18} />}
          look="quiet"
          onPress={() => onChange({ added: [...move.added, { department_id: "", title: "" }] })}
          small
        >
          {w.addPost}
        </Button>
      </div>
      {held.map(({ department_id, title }) => (
        <Switch
          key={department_id}
          label={w.concurrentEnds(`${nameOf(department_id)} ${title}`.trim())}
          on={move.removed.includes(department_id)}
          onChange={(on) =>
            onChange({
              removed: on
                ? [...move.removed, department_id]
                : move.removed.filter((one) => one !== department_id),
            })
          }
        />
      ))}
    </fieldset>
  );
}

interface PredecessorProps {
  chosen: PersonMoving | null;
  onChoose: () => void;
  onDrop: () => void;
}

function Predecessor({ chosen, onChoose, onDrop }: PredecessorProps) {
  const w = useTransferWords();
  return (
    <div className={styles.predecessor}>
      <span className={styles.words}>
        <span className={styles.label}>{w.predecessor}</span>
        <span className={styles.about}>{w.predecessorHint}</span>
        {chosen && (
          <span>
            {chosen.name} {chosen.key} {toldWords(chosen.posts_told)}
          </span>
        )}
      </span>
      {chosen ? (
        <IconButton label={w.dropPredecessor} onPress={onDrop}>
          <CloseIcon size={18} />
        </IconButton>
      ) : (
        <Button onPress={onChoose} small>
          {w.choosePredecessor}
        </Button>
      )}
    </div>
  );
}

interface ChoosePredecessorProps {
  own: string;
  t: string;
  onChoose: (person: PersonMoving) => void;
  onClose: () => void;
}

function ChoosePredecessor({ own, t, onChoose, onClose }: ChoosePredecessorProps) {
  const w = useTransferWords();
  return (
    <Dialog
      actions={<Button onPress={onClose}>{t}</Button>}
      onClose={onClose}
      size="wide"
      title={w.choosePredecessor}
    >
      <CandidateList
        chosen={new Set()}
        find={w.findPredecessor}
        onChoose={(ids, shown) => {
          const person = shown.find(({ id }) => ids.has(id));
          if (person) onChoose(person);
        }}
        one
        taken={new Set([own])}
      />
    </Dialog>
  );
}
