import { PlusIcon } from "../../design/icons";
import { MenuButton } from "../../parts/Menu";
import { Fields } from "../../parts/Section";
import { TextField } from "../../parts/TextField";
import { type Group, isMemberKind, KINDS, type Kind, newQuestion } from "../document";
import { useWords } from "../words";
import styles from "./Builder.module.css";
import own from "./GroupFields.module.css";
import type { Hands } from "./hands";
import { NumberField } from "./NumberField";

const MEMBERS_MOST = 30;

/** 繰り返し: how a member is called, how many there may be, and what is asked of each. */
export function GroupFields({ hands, group }: { hands: Hands; group: Group }) {
  const w = useWords();
  const { change, choose, mayEdit } = hands;
  const set = (part: Partial<Group>) => change({ is: "question", id: group.id, set: part });
  const add = (kind: Kind) => {
    const made = newQuestion(kind, w.kindLabels[kind]);
    change({ is: "add questions", page: group.id, at: group.questions.length, questions: [made] });
    choose(made.id);
  };
  return (
    <>
      <Fields>
        <TextField
          hint={w.nounHint}
          label={w.noun}
          maxLength={40}
          onChange={(noun) => set({ noun })}
          value={group.noun}
        />
        <TextField
          hint={w.counterHint}
          label={w.counter}
          maxLength={20}
          onChange={(counter) => set({ counter })}
          value={group.counter}
        />
      </Fields>
      <Fields>
        <NumberField
          label={w.leastMembers}
          most={MEMBERS_MOST}
          onChange={(least) => set({ least: least ?? 0 })}
          value={group.least}
        />
        <NumberField
          label={w.mostMembers}
          least={1}
          most={MEMBERS_MOST}
          onChange={(most) => set({ most: most ?? MEMBERS_MOST })}
          value={group.most}
        />
      </Fields>
      <NumberField
        hint={w.inTableHint}
        label={w.inTable}
        most={MEMBERS_MOST}
        onChange={(in_table) => set({ in_table: in_table ?? 0 })}
        value={group.in_table}
      />
      <section className={styles.part}>
        <h3 className={styles.partTitle}>{w.memberQuestions}</h3>
        {group.questions.length === 0 && <p className={styles.hint}>{w.noMemberQuestions}</p>}
        <ul className={own.inner}>
          {group.questions.map((one) => (
            <li key={one.id}>{one.label || w.noLabel}</li>
          ))}
        </ul>
        {mayEdit && (
          <MenuButton
            actions={KINDS.filter(isMemberKind).map((kind) => ({
              id: kind,
              label: w.kinds[kind],
              onAction: () => add(kind),
            }))}
            className={styles.addButton}
            label={w.addMemberQuestion}
          >
            <PlusIcon size={18} />
            <span>{w.addMemberQuestion}</span>
          </MenuButton>
        )}
      </section>
    </>
  );
}
