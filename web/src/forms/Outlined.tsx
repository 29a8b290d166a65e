import { type FormDocument, numbersOf } from "./document";
import styles from "./Forms.module.css";
import { sentenceOf } from "./sentences";
import { useWords } from "./words";

/** A form as words on paper: pages, questions, options and conditions. */
export function Outlined({ document }: { document: FormDocument }) {
  const w = useWords();
  const numbers = numbersOf(document);
  return (
    <div className={styles.outlined}>
      <p>
        <strong>{document.title}</strong>
      </p>
      {document.summary && <p>{document.summary}</p>}
      {document.pages.map((page) => (
        <section key={page.id}>
          <h3>
            {w.page(numbers.get(page.id) ?? "")} {page.title}
          </h3>
          {page.show_if && <p className={styles.hint}>{sentenceOf(page.show_if, document, w)}</p>}
          {page.text && <p>{page.text}</p>}
          <ol>
            {page.questions.map((question) => (
              <li key={question.id}>
                <p>
                  {numbers.get(question.id)} {question.label}{" "}
                  <span className={styles.hint}>
                    {w.kinds[question.kind]}
                    {question.required && `・${w.required}`}
                  </span>
                </p>
                {"options" in question && (
                  <p className={styles.hint}>{question.options.map(({ label }) => label).join("　/　")}</p>
                )}
                {question.show_if && (
                  <p className={styles.hint}>{sentenceOf(question.show_if, document, w)}</p>
                )}
                {question.kind === "group" && (
                  <ul>
                    {question.questions.map(({ id, label, kind }) => (
                      <li key={id}>
                        {numbers.get(id)} {label} <span className={styles.hint}>{w.kinds[kind]}</span>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
