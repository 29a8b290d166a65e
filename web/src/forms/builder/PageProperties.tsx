import { CloseIcon, PlusIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import {
  askedBefore,
  type Branch,
  END,
  HELP_MOST,
  LABEL_MOST,
  numbersOf,
  type QuestionPage,
} from "../document";
import { useWords } from "../words";
import styles from "./Builder.module.css";
import { ConditionEditor } from "./ConditionEditor";
import type { Hands } from "./hands";

interface PagePropertiesProps {
  hands: Hands;
  page: QuestionPage;
}

export function PageProperties({ hands, page }: PagePropertiesProps) {
  const w = useWords();
  const { document, change } = hands;
  const set = (part: Partial<QuestionPage>) => change({ is: "page", id: page.id, set: part });
  return (
    <>
      <TextField
        label={w.pageTitle}
        maxLength={LABEL_MOST}
        onChange={(title) => set({ title })}
        value={page.title}
      />
      <TextField
        label={w.pageText}
        lines={3}
        maxLength={HELP_MOST}
        onChange={(text) => set({ text })}
        value={page.text}
      />
      <ConditionEditor
        asked={askedBefore(document, page.id)}
        condition={page.show_if}
        document={document}
        onChange={(show_if) => set({ show_if })}
      />
      <Branches hands={hands} onChange={(rules) => set({ rules })} page={page} />
    </>
  );
}

interface BranchesProps extends PagePropertiesProps {
  onChange: (rules: readonly Branch[]) => void;
}

/** Where the page leads, from the first that holds. */
function Branches({ hands: { document }, page, onChange }: BranchesProps) {
  const w = useWords();
  const at = document.pages.indexOf(page);
  const later = document.pages.slice(at + 1);
  const numbers = numbersOf(document);
  const asked = askedBefore(document, page.id, true);
  const change = (place: number, part: Partial<Branch>) =>
    onChange(page.rules.map((rule, n) => (n === place ? { ...rule, ...part } : rule)));
  const add = () => onChange([...page.rules, { when: null, to: later[1]?.id ?? END, text: "" }]);
  const targets = [
    ...later.map(({ id, title }) => ({ id, label: `${w.page(numbers.get(id) ?? "")} ${title}`.trim() })),
    { id: END, label: w.branchEnd },
  ];
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{w.branches}</h3>
      <p className={styles.hint}>{w.branchesHint}</p>
      {page.rules.map((rule, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: branches have no name but their place.
        <section aria-label={w.branch(n + 1)} className={styles.branch} key={n}>
          <div className={styles.partHead}>
            <h4>{w.branch(n + 1)}</h4>
            <IconButton
              label={w.removeBranch}
              onPress={() => onChange(page.rules.filter((_, place) => place !== n))}
              small
            >
              <CloseIcon size={18} />
            </IconButton>
          </div>
          <ConditionEditor
            always={w.branchAlways}
            asked={asked}
            condition={rule.when}
            document={document}
            onChange={(when) => change(n, { when })}
            title={w.branchWhen}
          />
          <Select
            choices={targets}
            label={w.branchTo}
            onChange={(to) => change(n, { to })}
            value={targets.some(({ id }) => id === rule.to) ? rule.to : null}
          />
          {rule.to === END && (
            <TextField
              hint={w.branchTextHint}
              label={w.branchText}
              lines={3}
              maxLength={HELP_MOST}
              onChange={(text) => change(n, { text })}
              value={rule.text}
            />
          )}
        </section>
      ))}
      <div>
        <Button icon={<PlusIcon size={18} />} onPress={add} small>
          {w.addBranch}
        </Button>
      </div>
    </section>
  );
}
