import type { AnswerShown, CaseView, FileShown } from "../api/generated";
import { LockIcon } from "../design/icons";
import { AttachedFiles } from "../forms/answers/AttachedFiles";
import { OnMap } from "../forms/answers/OnMap";
import { formPath } from "../forms/paths";
import { CertifiedMark, ProvedBy, SignedBy, useCaseIdentity } from "../identity/CaseIdentity";
import { Link } from "../shell/Link";
import { cases } from "./api";
import styles from "./Counter.module.css";
import { useWords } from "./words";

/** What was sent, page by page; what was corrected stands beside what it was. */
export function CaseAnswers({ view }: { view: CaseView }) {
  const w = useWords();
  const { application } = view;
  const proved = useCaseIdentity(view.case.id);
  const before = Object.assign({}, ...view.corrections.map((one) => one.before)) as Record<string, string>;
  // A file that was there before two corrections stands here once.
  const replaced = (id: string) => [
    ...new Map(
      view.corrections.flatMap(({ files }) => files[id] ?? []).map((file) => [file.id, file]),
    ).values(),
  ];
  const hasSealed = application.pages.some(({ answers }) => answers.some((one) => one.is_sealed));
  return (
    <section aria-label={w.answers} className={styles.part}>
      <h2 className={styles.heading}>{w.answers}</h2>
      <ProvedBy view={proved} />
      <SignedBy caseId={view.case.id} view={proved} />
      {application.is_erased && <p className={styles.none}>{w.erased}</p>}
      {application.pages.map((page, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages never change places.
        <div key={at}>
          {page.title && <h3 className={styles.pageTitle}>{page.title}</h3>}
          <dl>
            {page.answers.map((one) => (
              <div className={styles.answer} key={one.question_id}>
                <dt>{one.label}</dt>
                <dd>
                  <OneAnswer
                    before={before[one.question_id]}
                    caseId={view.case.id}
                    one={one}
                    replaced={replaced(one.question_id)}
                  />
                  <CertifiedMark one={proved?.answers?.find((it) => it.question_id === one.question_id)} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {hasSealed && (
        <p>
          <Link to={formPath(view.case.form_id, "answers", view.case.id)}>{w.openAnswers}</Link>
        </p>
      )}
    </section>
  );
}

interface OneAnswerProps {
  caseId: string;
  one: AnswerShown;
  before: string | undefined;
  /** Files that a correction took the place of. */
  replaced: readonly FileShown[];
}

function OneAnswer({ caseId, one, before, replaced }: OneAnswerProps) {
  const w = useWords();
  if (one.is_sealed)
    return (
      <span className={styles.none}>
        <LockIcon size={16} />
        {w.sealed}
      </span>
    );
  return (
    <>
      {one.files.length > 0 ? (
        <AttachedFiles files={one.files} pathOf={(file) => cases.filePath(caseId, file)} />
      ) : (
        (one.shown ?? <span className={styles.none}>{w.unanswered}</span>)
      )}{" "}
      <OnMap point={one.point} />
      {before !== undefined && before !== one.shown && replaced.length === 0 && (
        <span className={styles.before}>{w.changedFrom(before)}</span>
      )}
      {replaced.length > 0 && (
        <div className={styles.replaced}>
          <span className={styles.before}>{w.replacedFiles}</span>
          <AttachedFiles files={replaced} pathOf={(file) => cases.filePath(caseId, file)} />
        </div>
      )}
    </>
  );
}
