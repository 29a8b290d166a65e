import { useCallback, useEffect, useState } from "react";
import type { CircularPart, CircularView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { GuestTag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Rounds } from "../parts/Choices";
import { cx } from "../parts/cx";
import { MenuButton } from "../parts/Menu";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { circulars, type Which } from "./api";
import styles from "./Circulars.module.css";
import { DeputyDialog } from "./Deputy";
import type { OfCircular } from "./ofCircular";
import { PassDialog } from "./Pass";
import { useWords } from "./words";

/** From so many people on one can narrow the sheet down. */
const NARROWED_FROM = 12;

/** The sheet (回覧票): names in boxes, stamped one after the other, as on paper. */
export function Sheet({ view, onView }: OfCircular) {
  const w = useWords();
  const { confirmed, people, passed, manner } = view.circular;
  const [which, setWhich] = useState<Which>("all");
  const [open, setOpen] = useState<{ kind: "pass" | "deputy"; part: CircularPart } | null>(null);
  const close = () => setOpen(null);
  return (
    <section aria-label={w.sheet} className={styles.part}>
      <h2 className={styles.heading}>{w.sheet}</h2>
      <p className={styles.numbers}>
        {w.progress(confirmed, people)}
        {passed > 0 && <span className={styles.about}>　{w.passed(passed)}</span>}
      </p>
      <progress
        aria-label={w.progress(confirmed, people)}
        className={styles.bar}
        max={people}
        value={confirmed}
      />
      {view.departments.length > 0 && (
        <ul className={styles.departments}>
          {view.departments.map((one) => (
            <li key={one.department_id}>
              {one.name}　{one.confirmed} / {one.people}
            </li>
          ))}
        </ul>
      )}
      {people >= NARROWED_FROM && (
        <Rounds
          choices={WHICH.map((id) => ({ id, label: w.which[id] }))}
          inline
          label={w.whichLabel}
          onChange={setWhich}
          value={which}
        />
      )}
      <Boxes
        isInOrder={manner === "in_order"}
        onOpen={(kind, part) => setOpen({ kind, part })}
        view={view}
        which={which}
      />
      {open?.kind === "pass" && <PassDialog onClose={close} onView={onView} part={open.part} view={view} />}
      {open?.kind === "deputy" && (
        <DeputyDialog onClose={close} onView={onView} part={open.part} view={view} />
      )}
    </section>
  );
}

const WHICH: readonly Which[] = ["all", "waiting", "later", "confirmed", "passed"];

interface BoxesProps {
  view: CircularView;
  which: Which;
  isInOrder: boolean;
  onOpen: (kind: "pass" | "deputy", part: CircularPart) => void;
}

function Boxes({ view, which, isInOrder, onOpen }: BoxesProps) {
  const t = useText();
  const w = useWords();
  const [more, setMore] = useState<readonly CircularPart[]>([]);
  const [next, setNext] = useState(view.next);
  const { id, changed_at } = view.circular;
  const isAll = which === "all";
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed meanwhile is another question.
  const ask = useCallback(
    async (signal: AbortSignal) => (isAll ? null : circulars.people(id, which, null, signal)),
    [id, which, isAll, changed_at],
  );
  const chosen = useAnswer(ask);
  const first = isAll ? view : chosen.value;
  useEffect(() => {
    setMore([]);
    setNext(first?.next ?? null);
  }, [first]);
  const parts = [...(first?.parts ?? []), ...more];
  const goOn = async () => {
    const page = await circulars.people(id, which, next === null ? null : String(next)).catch(() => null);
    if (page === null) return;
    setMore((before) => [...before, ...page.parts]);
    setNext(page.next);
  };
  if (first !== null && parts.length === 0) return <p className={styles.about}>{w.nobodyHere}</p>;
  return (
    <>
      <ol className={cx(styles.boxes, isInOrder && styles.inOrder)}>
        {parts.map((part) => (
          <Box isInOrder={isInOrder} key={part.member_id} onOpen={onOpen} part={part} view={view} />
        ))}
      </ol>
      {next !== null && (
        <Button onPress={goOn} small>
          {t.parts.loadMore}
        </Button>
      )}
    </>
  );
}

interface BoxProps extends Omit<BoxesProps, "which"> {
  part: CircularPart;
}

function Box({ view, part, isInOrder, onOpen }: BoxProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const isOpen = part.outcome === null;
  const isAsked = isOpen && part.asked_at !== null;
  const leads = view.may.includes("pass_over") && isOpen;
  return (
    <li
      className={cx(
        styles.box,
        part.outcome === "confirmed" && styles.stamped,
        isAsked && styles.asked,
        isOpen && !isAsked && styles.later,
      )}
    >
      <span className={styles.boxTop}>
        {isInOrder && <span className={styles.stop}>{w.stop(part.position + 1)}</span>}
        <span className={styles.boxName}>{part.name}</span>
        {part.kind === "guest" && <GuestTag />}
        {leads && (
          <MenuButton
            actions={[
              { id: "deputy", label: w.nameDeputy, onAction: () => onOpen("deputy", part) },
              { id: "pass", label: w.passOver, onAction: () => onOpen("pass", part) },
            ]}
            label={w.menuOf(part.name)}
            small
          />
        )}
      </span>
      <span className={styles.line}>{part.department}</span>
      {part.outcome === "confirmed" && (
        <span aria-hidden="true" className={styles.seal}>
          {familyOf(part.acted_by || part.name)}
        </span>
      )}
      <span className={styles.mark}>
        {w.outcomeOf(part.outcome, part.asked_at !== null, part.seen_at !== null)}
        {part.acted_at !== null && <span className={styles.about}>　{whenOf(part.acted_at, now, t)}</span>}
      </span>
      {part.outcome === "confirmed" && part.acted_by && (
        <span className={styles.line}>{w.instead(part.acted_by)}</span>
      )}
      {isOpen && part.deputy && <span className={styles.line}>{w.deputyIs(part.deputy)}</span>}
      {part.comment && <span className={styles.comment}>{part.comment}</span>}
    </li>
  );
}

/** As on a seal: the family name, four characters at most. */
function familyOf(name: string): string {
  return [...(name.split(/[ \u3000]/)[0] ?? "")].slice(0, 4).join("");
}
