import { useCallback, useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import type { AnswerShown, ApplicationView, FormView } from "../../api/generated";
import { BackIcon, DownloadIcon, LockIcon, PrintIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { Answered } from "../../shell/Answered";
import { Link } from "../../shell/Link";
import { PageBody } from "../../shell/PageBody";
import { useAnswer } from "../../shell/useAnswer";
import { useMay } from "../../shell/useMay";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import { forms } from "../api";
import { paper } from "../paper";
import { formPath } from "../paths";
import { useWords } from "../words";
import styles from "./Answers.module.css";
import { AttachedFiles } from "./AttachedFiles";
import { OnMap } from "./OnMap";
import { Remarks } from "./Remarks";
import { Seats } from "./Seats";
import { Withdrawing } from "./Withdrawing";

interface ApplicationProps {
  applicationId: string;
  formId: string;
  view: FormView;
}

/** One application with its answers, page by page. */
export function Application({ applicationId, formId, view }: ApplicationProps) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => forms.application(applicationId, signal), [applicationId]),
  );
  return (
    <PageBody>
      <div className={styles.application}>
        <Link className={styles.back} to={formPath(formId, "answers")}>
          <BackIcon size={18} />
          {w.backToAnswers}
        </Link>
        <Answered answer={answer} failed={w.failed}>
          {(value) => <Shown first={value} mayOpen={view.form.rights.includes("work")} />}
        </Answered>
      </div>
    </PageBody>
  );
}

function Shown({ first, mayOpen }: { first: ApplicationView; mayOpen: boolean }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const [opened, setOpened] = useState<ApplicationView | null>(null);
  const [withdrawn, setWithdrawn] = useState<ApplicationView | null>(null);
  const may = useMay();
  const isPrinting = usePrinting();
  const value = withdrawn ?? opened ?? first;
  return (
    <article>
      <header className={styles.applicationHead}>
        <h2 className={styles.applicationTitle}>{w.application(value.number)}</h2>
        <p className={styles.about}>
          {fullWhenOf(value.submitted_at, t, era)}　{w.versionAnswered(value.version)}
          {value.by && `　${w.by}: ${value.by}`}
        </p>
        <Button icon={<PrintIcon size={18} />} look="quiet" onPress={() => print()} small>
          {w.print}
        </Button>
        <Withdrawing onDone={setWithdrawn} value={value} />
        {may("export_answers") && !value.is_erased && <Pdf isOpen={opened !== null} value={value} />}
      </header>
      {value.is_withdrawn && <p className={styles.notice}>{w.withdrawnNotice}</p>}
      {value.seats.length > 0 && (
        <p className={styles.notice}>
          <Seats seats={value.seats} />
        </p>
      )}
      {value.is_erased && <p className={styles.notice}>{w.erased}</p>}
      {!value.is_erased && (
        <Sealed first={first} isOpen={opened !== null} mayOpen={mayOpen} onOpen={setOpened} />
      )}
      <Answers value={value} />
      <Remarks first={first} mayRemark={mayOpen} />
      {isPrinting &&
        createPortal(
          <div className={styles.paper} data-print="">
            <h1>
              {value.title}　{w.application(value.number)}
            </h1>
            <p>{fullWhenOf(value.submitted_at, t, era)}</p>
            <Answers value={value} />
          </div>,
          document.body,
        )}
    </article>
  );
}

/** The same as PDF, with the sealed answers where they were opened; on record. */
function Pdf({ value, isOpen }: { value: ApplicationView; isOpen: boolean }) {
  const w = useWords();
  const { busy, run } = useWork();
  return (
    <Button
      busy={busy}
      icon={<DownloadIcon size={18} />}
      look="quiet"
      onPress={() => void run(() => paper.application(value.id, isOpen))}
      small
    >
      {w.applicationPdf}
    </Button>
  );
}

/** While the browser prints, the answers take the place of the screen. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}

function Answers({ value }: { value: ApplicationView }) {
  return (
    <>
      {value.pages.map((page, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages never change places.
        <section className={styles.answered} key={at}>
          {page.title && <h3 className={styles.pageTitle}>{page.title}</h3>}
          <dl>
            {page.answers.map((one) => (
              <div className={styles.answer} key={one.question_id}>
                <dt>{one.label}</dt>
                <dd>
                  <OneAnswer applicationId={value.id} one={one} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function OneAnswer({ applicationId, one }: { applicationId: string; one: AnswerShown }) {
  const w = useWords();
  if (one.files.length > 0)
    return <AttachedFiles files={one.files} pathOf={(file) => forms.filePath(applicationId, file)} />;
  if (one.shown !== null)
    return (
      <>
        {one.shown} <OnMap point={one.point} />
      </>
    );
  if (!one.is_sealed) return <span className={styles.none}>{w.unanswered}</span>;
  return (
    <span className={styles.none}>
      <LockIcon size={16} />
      {w.sealed}
    </span>
  );
}

interface SealedProps {
  first: ApplicationView;
  isOpen: boolean;
  mayOpen: boolean;
  onOpen: (view: ApplicationView) => void;
}

/** Answers that need care: opened on purpose, on record. */
function Sealed({ first, isOpen, mayOpen, onOpen }: SealedProps) {
  const w = useWords();
  const work = useWork();
  const count = first.pages.flatMap(({ answers }) => answers).filter((one) => one.is_sealed).length;
  if (count === 0) return null;
  if (isOpen) {
    return (
      <p className={styles.notice} role="status">
        {w.sealedOpened}
      </p>
    );
  }
  const open = () => work.run(async () => onOpen(await forms.openSealed(first.id)));
  return (
    <div className={styles.notice}>
      <p>
        <strong>{w.sealedCount(count)}</strong> {mayOpen ? w.openSealedNote : w.mayNotOpen}
      </p>
      {mayOpen && (
        <Button busy={work.busy} icon={<LockIcon size={18} />} onPress={open} small>
          {w.openSealed}
        </Button>
      )}
    </div>
  );
}
