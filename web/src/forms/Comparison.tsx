import { useCallback } from "react";
import type { FieldDifference, FormDifference } from "../api/generated";
import { Tag } from "../parts/Badge";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { forms } from "./api";
import styles from "./Comparison.module.css";
import { END, type FormDocument, findQuestion } from "./document";
import { sentenceOf } from "./sentences";
import { type FormWords, useWords } from "./words";

/** Instead of a number: what nobody has published yet. */
export const DRAFT = 0;

interface ComparisonProps {
  formId: string;
  before: number;
  after: number;
  /** Of the draft, where it is one of them: another state is asked for anew. */
  revision: number;
}

/** What differs between two states of a form, on one page. */
export function Comparison({ formId, before, after, revision }: ComparisonProps) {
  const w = useWords();
  const answer = useAnswer(
    // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another draft.
    useCallback(
      (signal: AbortSignal) => forms.compare(formId, before, after, signal),
      [formId, before, after, revision],
    ),
  );
  return (
    <Answered answer={answer} failed={w.failed}>
      {({ differences, documents: [old, now] }) => (
        <>
          <p role="status">
            {differences.length === 0 ? w.sameContent : w.differenceCount(differences.length)}
          </p>
          <ul className={styles.differences}>
            {differences.map((one) => (
              <OneDifference
                after={now}
                before={old}
                difference={one}
                key={`${one.part} ${one.id} ${one.change}`}
              />
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}

interface OneDifferenceProps {
  difference: FormDifference;
  before: FormDocument | undefined;
  after: FormDocument | undefined;
}

function OneDifference({ difference, before, after }: OneDifferenceProps) {
  const w = useWords();
  const { part, change, label, id } = difference;
  return (
    <li className={styles.difference}>
      <h3 className={styles.what}>
        <span className={styles.part}>{w.comparedParts[part]}</span> {label || w.noLabel}{" "}
        <Tag tone={change === "added" ? "done" : change === "removed" ? "plain" : "accent"}>
          {w.comparedChanges[change]}
        </Tag>{" "}
        {difference.is_moved && <Tag>{w.movedTag}</Tag>}
      </h3>
      {difference.fields.map((field) => (
        <dl className={styles.field} key={field.field}>
          <dt>{w.fieldNames[field.field] ?? w.fieldOther}</dt>
          <dd>
            <Side lines={linesOf(field, id, before, "before", w)} other={field.after} tag="del" />
            <Side lines={linesOf(field, id, after, "after", w)} other={field.before} tag="ins" />
          </dd>
        </dl>
      ))}
    </li>
  );
}

interface SideProps {
  lines: readonly string[];
  other: readonly string[];
  tag: "del" | "ins";
}

/** How it was, or is: lines that the other side does not have are marked, and not by colour alone. */
function Side({ lines, other, tag: Marked }: SideProps) {
  const w = useWords();
  return (
    <div className={Marked === "del" ? styles.before : styles.after}>
      <span className={styles.side}>{Marked === "del" ? w.was : w.isNow}</span>
      {lines.length === 0 ? (
        <p>{w.nothingThere}</p>
      ) : (
        <ul>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and stays where it is.
            <li key={at}>{other.includes(line) ? line : <Marked>{line}</Marked>}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The lines of a field as people read them. */
function linesOf(
  { field, is_logic, before, after }: FieldDifference,
  id: string,
  document: FormDocument | undefined,
  side: "before" | "after",
  w: FormWords,
): readonly string[] {
  if (is_logic) return document === undefined ? [] : logicOf(field, id, document, w);
  return (side === "before" ? before : after).map((line) => {
    if (line === "true") return w.onWord;
    if (line === "false") return w.offWord;
    return field === "kind" && isKind(line, w) ? w.kinds[line] : line;
  });
}

function isKind(text: string, w: FormWords): text is keyof FormWords["kinds"] {
  return Object.hasOwn(w.kinds, text);
}

/** A condition, or where a page leads, in words. */
function logicOf(field: string, id: string, document: FormDocument, w: FormWords): readonly string[] {
  const page = document.pages.find((one) => one.id === id);
  const found = page ?? findQuestion(document, id)?.question;
  if (field === "show_if" && found !== undefined)
    return found.show_if === null ? [] : [sentenceOf(found.show_if, document, w)];
  if (field === "rules" && page !== undefined)
    return page.rules.map(({ when, to, text }) => {
      const led = to === END ? `${w.leadsToEnd} ${text}` : document.pages.find((one) => one.id === to)?.title;
      return w.leadsTo(when === null ? w.always : sentenceOf(when, document, w), led ?? to);
    });
  return [w.logicChanged];
}
