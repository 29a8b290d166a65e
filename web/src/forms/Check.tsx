import { Button as AriaButton } from "react-aria-components/Button";
import { CopyIcon, ForwardIcon, InfoIcon, WarningIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { copyText } from "../parts/copy";
import { cx } from "../parts/cx";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { navigate } from "../shell/route";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { forms } from "./api";
import { type FormDocument, type FormFault, findQuestion, numbersOf } from "./document";
import styles from "./Forms.module.css";
import { PosterButton } from "./PosterButton";
import { addressOf, formPath } from "./paths";
import type { SectionProps } from "./section";
import { selectAtNextLook } from "./selection";
import { type FormWords, useWords } from "./words";

/** 公開前の確認: what is to be mended, what it will be, and publishing it. */
export function Check({ view, draft, onView }: SectionProps) {
  const w = useWords();
  const errors = draft.faults.filter(({ is_error }) => is_error);
  const warnings = draft.faults.filter(({ is_error }) => !is_error);
  const goTo = (fault: FormFault) => {
    selectAtNextLook(view.form.id, fault.at);
    navigate(formPath(view.form.id));
  };
  return (
    <PageBody>
      <div className={styles.column}>
        {view.form.version !== null && <PublishedLink view={view} />}
        <section>
          <h2 className={styles.heading}>{errors.length > 0 ? w.errors(errors.length) : w.noFaults}</h2>
          {errors.length > 0 && <p className={styles.hint}>{w.errorsNote}</p>}
          <Faults document={draft.document} faults={errors} onFault={goTo} />
        </section>
        {warnings.length > 0 && (
          <section>
            <h2 className={styles.heading}>{w.warnings(warnings.length)}</h2>
            <p className={styles.hint}>{w.warningsNote}</p>
            <Faults document={draft.document} faults={warnings} onFault={goTo} />
          </section>
        )}
        <Facts document={draft.document} view={view} />
        <Publish draft={draft} isReady={errors.length === 0} onView={onView} view={view} />
      </div>
    </PageBody>
  );
}

interface FaultsProps {
  document: FormDocument;
  faults: readonly FormFault[];
  onFault: (fault: FormFault) => void;
}

function Faults({ document, faults, onFault }: FaultsProps) {
  const w = useWords();
  return (
    <ul className={styles.faults}>
      {faults.map((fault) => (
        <li key={`${fault.code} ${fault.at}`}>
          <AriaButton
            className={cx(styles.fault, fault.is_error && styles.faultError)}
            onPress={() => onFault(fault)}
          >
            {fault.is_error ? <WarningIcon /> : <InfoIcon />}
            <span>
              <span className={styles.faultPlace}>{placeOf(document, fault.at, w)}</span>
              {w.faults[fault.code]}
            </span>
            <ForwardIcon size={18} />
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}

/** Where a fault is, in words. */
export function placeOf(document: FormDocument, at: string, w: FormWords): string {
  const number = numbersOf(document).get(at);
  const page = document.pages.find(({ id }) => id === at);
  if (number === undefined) return w.whole;
  if (page !== undefined) return `${w.page(number)} ${page.title}`;
  return `${number} ${findQuestion(document, at)?.question.label || w.noLabel}`;
}

function Facts({ document, view }: { document: FormDocument; view: SectionProps["view"] }) {
  const w = useWords();
  const asked = document.pages.flatMap(({ questions }) => questions).filter((q) => q.kind !== "explanation");
  const sealed = asked.filter((one) => one.needs_care).length;
  const required = asked.filter((one) => one.required).length;
  return (
    <section>
      <h2 className={styles.heading}>{w.whatResidentsSee}</h2>
      <dl className={styles.facts}>
        <dt>{w.audience}</dt>
        <dd>{w.audiences[view.terms.audience]}</dd>
        <dt>{w.address}</dt>
        <dd>{addressOf(view.url)}</dd>
        <dt>{w.label}</dt>
        <dd>
          {w.pagesAndQuestions(document.pages.length, asked.length)}　{w.requiredOf(required)}
          {sealed > 0 && <div>{w.sealedOf(sealed)}</div>}
        </dd>
        <dt>{w.aboutContact}</dt>
        <dd>{document.contact || "－"}</dd>
      </dl>
    </section>
  );
}

interface PublishProps extends SectionProps {
  isReady: boolean;
}

function Publish({ view, draft, onView, isReady }: PublishProps) {
  const w = useWords();
  const may = useMay();
  const work = useWork();
  const { form } = view;
  const isSaved = draft.saving.state === "saved";
  const isNew = form.version === null || form.is_changed || draft.revision !== view.revision;
  if (!form.rights.includes("publish") || !may("publish_forms"))
    return <p className={styles.hint}>{w.mayNotPublish}</p>;
  const publish = () =>
    work.run(async () => {
      onView(await forms.publish(form.id, draft.revision));
      toast.done(w.published);
    });
  return (
    <section className={styles.fields}>
      <p className={styles.hint}>{w.publishHint}</p>
      <div className={styles.acts}>
        <Button busy={work.busy} isDisabled={!isReady || !isSaved || !isNew} look="primary" onPress={publish}>
          {form.version === null ? w.publish : w.publishNext(form.version + 1)}
        </Button>
        <span className={styles.hint} role="status">
          {!isSaved ? w.notSavedYet : !isNew && w.nothingNew}
        </span>
      </div>
    </section>
  );
}

function PublishedLink({ view }: { view: SectionProps["view"] }) {
  const w = useWords();
  const address = addressOf(view.url);
  return (
    <section>
      <h2 className={styles.heading}>{w.publishedTitle(view.form.version ?? 0)}</h2>
      <div className={styles.link}>
        <a href={address} rel="noreferrer" target="_blank">
          {address}
        </a>
        <Button icon={<CopyIcon size={18} />} onPress={() => copyText(address, w.addressCopied)} small>
          {w.copyAddress}
        </Button>
        <PosterButton formId={view.form.id} />
      </div>
    </section>
  );
}
