import { type KeyboardEvent, useMemo, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { GripIcon, PlusIcon, WarningIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { isComposing } from "../../parts/composing";
import { cx } from "../../parts/cx";
import { MenuButton } from "../../parts/Menu";
import {
  type FormDocument,
  type FormFault,
  findQuestion,
  isMemberKind,
  KINDS,
  type Kind,
  newPage,
  newQuestion,
  numbersOf,
  pageWith,
  type Question,
} from "../document";
import { FRONT } from "../selection";
import { type FormWords, useWords } from "../words";
import styles from "./Builder.module.css";
import type { Hands } from "./hands";
import { PasteList } from "./PasteList";

interface Item {
  readonly id: string;
  readonly is: "page" | "question" | "innerQuestion";
  readonly number: string;
  readonly name: string;
  readonly marks: readonly string[];
  readonly isWrong: boolean;
}

interface OutlineProps {
  hands: Hands;
  faults: readonly FormFault[];
}

/** 構成: pages and questions; dragged, or moved by Alt and arrows. */
export function Outline({ hands, faults }: OutlineProps) {
  const w = useWords();
  const { document, chosen, choose, drop, mayEdit } = hands;
  const items = useMemo(() => itemsOf(document, faults, w), [document, faults, w]);
  const [said, setSaid] = useState("");
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayEdit,
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": String(key) })),
    onReorder: ({ keys, target }) => {
      const [id] = keys;
      if (id === undefined) return;
      drop(String(id), String(target.key), target.dropPosition === "before" ? "before" : "after");
    },
  });

  function press(event: KeyboardEvent) {
    if (!mayEdit || chosen === FRONT || isComposing(event.nativeEvent)) return;
    const act = actOf(event, hands);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
  const moved = (event: KeyboardEvent) => {
    press(event);
    if (event.altKey && event.key.startsWith("Arrow"))
      setSaid(w.moved(items.find(({ id }) => id === chosen)?.name ?? "", ""));
  };

  return (
    <section aria-label={w.outline} className={styles.outline}>
      <div className={styles.outlineList} onKeyDownCapture={moved}>
        <AriaButton
          aria-pressed={chosen === FRONT}
          className={cx(styles.item, styles.front, "ring-inside", chosen === FRONT && styles.frontHere)}
          onPress={() => choose(FRONT)}
        >
          <span className={styles.itemName}>{w.front}</span>
          {faults.some(({ is_error, at }) => is_error && at === "") && <Wrong />}
        </AriaButton>
        <GridList
          aria-label={w.outline}
          className={cx(styles.items)}
          disallowEmptySelection
          dragAndDropHooks={dragAndDropHooks}
          items={items}
          onSelectionChange={(keys) => {
            const [key] = keys === "all" ? [] : keys;
            if (key !== undefined) choose(String(key));
          }}
          selectedKeys={chosen === FRONT ? [] : [chosen]}
          selectionBehavior="replace"
          selectionMode="single"
        >
          {(item) => <Row item={item} mayEdit={mayEdit} />}
        </GridList>
      </div>
      {mayEdit && <Adding hands={hands} />}
      <p className={styles.hint}>{mayEdit ? w.outlineHint : w.readOnly}</p>
      <span className="said" role="status">
        {said}
      </span>
    </section>
  );
}

function actOf(event: KeyboardEvent, { chosen, step, copy, remove }: Hands): (() => void) | null {
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey && !command && event.key === "ArrowUp") return () => step(chosen, -1);
  if (event.altKey && !command && event.key === "ArrowDown") return () => step(chosen, 1);
  if (command && !event.altKey && event.key.toLowerCase() === "d") return () => copy(chosen);
  return !command && !event.altKey && event.key === "Delete" ? () => remove(chosen) : null;
}

function itemsOf(document: FormDocument, faults: readonly FormFault[], w: FormWords): readonly Item[] {
  const numbers = numbersOf(document);
  const wrong = new Set(faults.filter(({ is_error }) => is_error).map(({ at }) => at));
  const itemOf = (question: Question, is: Item["is"]): Item => ({
    id: question.id,
    is,
    number: numbers.get(question.id) ?? "",
    name: question.label || w.noLabel,
    marks: question.show_if === null ? [] : [w.conditional],
    isWrong: wrong.has(question.id),
  });
  return document.pages.flatMap((page): Item[] => [
    {
      id: page.id,
      is: "page",
      number: numbers.get(page.id) ?? "",
      name: page.title || w.pageUntitled,
      marks: [page.show_if !== null && w.conditional, page.rules.length > 0 && w.branching].filter(
        (mark) => mark !== false,
      ),
      isWrong: wrong.has(page.id),
    },
    ...page.questions.flatMap((question): readonly Item[] => [
      itemOf(question, "question"),
      ...(question.kind === "group" ? question.questions.map((one) => itemOf(one, "innerQuestion")) : []),
    ]),
  ]);
}

function Row({ item, mayEdit }: { item: Item; mayEdit: boolean }) {
  const w = useWords();
  const { id, is, number, name, marks, isWrong } = item;
  return (
    <GridListItem className={cx(styles.item, styles[is], "ring-inside")} id={id} textValue={name}>
      {mayEdit ? (
        <AriaButton aria-label={w.drag(name)} className={cx(styles.grip)} slot="drag">
          <GripIcon size={16} />
        </AriaButton>
      ) : (
        <span className={styles.grip} />
      )}
      <span className={styles.itemNumber}>{number}</span>
      <span className={styles.itemName}>
        {name}
        {marks.map((mark) => (
          <span className={styles.mark} key={mark}>
            {mark}
          </span>
        ))}
      </span>
      {isWrong && <Wrong />}
    </GridListItem>
  );
}

function Wrong() {
  const w = useWords();
  return (
    <span className={styles.wrong}>
      <WarningIcon size={16} />
      <span className="said">{w.faultHere}</span>
    </span>
  );
}

/** What is added comes behind what is selected. */
function Adding({ hands: { document, chosen, change, choose } }: { hands: Hands }) {
  const w = useWords();
  const [isPasting, setPasting] = useState(false);
  const page = pageWith(document, chosen) ?? document.pages.at(-1) ?? null;
  const found = findQuestion(document, chosen);
  const at = found?.at;
  const group = found?.group ?? null;
  const place = at === undefined ? (chosen === page?.id ? 0 : (page?.questions.length ?? 0)) : at + 1;

  function add(questions: readonly ReturnType<typeof newQuestion>[]) {
    const [first] = questions;
    if (first === undefined) return;
    if (page === null) change({ is: "add page", page: newPage("", questions), at: 0 });
    else change({ is: "add questions", page: group?.id ?? page.id, at: place, questions });
    choose(first.id);
  }
  const addKind = (kind: Kind) => add([newQuestion(kind, w.kindLabels[kind])]);
  const addPage = () => {
    const made = newPage("");
    const pageAt = document.pages.findIndex((one) => one.id === page?.id);
    change({
      is: "add page",
      page: made,
      at: pageAt < 0 || chosen === FRONT ? document.pages.length : pageAt + 1,
    });
    choose(made.id);
  };
  return (
    <div className={styles.adding}>
      <MenuButton
        actions={(group === null ? KINDS : KINDS.filter(isMemberKind)).map((kind) => ({
          id: kind,
          label: w.kinds[kind],
          onAction: () => addKind(kind),
        }))}
        className={styles.addButton}
        label={w.addQuestion}
        placement="top start"
      >
        <PlusIcon size={18} />
        <span>{w.addQuestion}</span>
      </MenuButton>
      <Button icon={<PlusIcon size={18} />} look="quiet" onPress={addPage} small>
        {w.addPage}
      </Button>
      <Button look="quiet" onPress={() => setPasting(true)} small>
        {w.pasteList}
      </Button>
      {isPasting && (
        <PasteList
          onClose={() => setPasting(false)}
          onMake={(questions) => {
            add(questions);
            setPasting(false);
          }}
        />
      )}
    </div>
  );
}
