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
import { faultKey, faultText } from "./faultText";
import { saveFormFile } from "./keeping/formFile";
import { PosterButton } from "./PosterButton";
import { Publish } from "./Publish";
import { addressOf, formPath } from "./paths";
import type { SectionProps } from "./section";
import { FRONT, selectAtNextLook } from "./selection";
import { type FormWords, useWords } from "./words";

/** 公開前の確認: what is to be mended, what it will be, and publishing it. */
export function Check({ view, draft, onView }: SectionProps) {
  const w = useWords();
  const errors = draft.faults.filter(({ is_error }) => is_error);
  const warnings = draft.faults.filter(({ is_error }) => !is_error);
  const select = (id: string) => {
    selectAtNextLook(view.form.id, id);
    navigate(formPath(view.form.id));
  };
  const goTo = ({ tongue, at }: FormFault) =>
    tongue === "" ? select(at) : navigate(formPath(view.form.id, "languages"));
  return (
    <PageBody>
      <div className={styles.column}>
        {view.form.version !== null && <PublishedLink view={view} />}
        <section>
          <h2 className={styles.heading}>{errors.length > 0 ? w.errors(errors.length) : w.noFaults}</h2>
          {errors.length > 0 && <p className={styles.hint}>{w.errorsNote}</p>}
          <Faults document={draft.document} faults={errors} onFault={goTo} />
        </section>
        <Warnings
          draft={draft}
          faults={warnings}
          onFault={goTo}
          onPrivacy={() => select(FRONT)}
          view={view}
        />
        <Facts document={draft.document} view={view} />
        <Publish draft={draft} isReady={errors.length === 0} onView={onView} view={view} />
        {view.form.rights.includes("edit") && <KeepTemplate draft={draft} view={view} />}
      </div>
    </PageBody>
  );
}

interface WarningsProps extends Pick<SectionProps, "draft" | "view"> {
  faults: readonly FormFault[];
  onFault: (fault: FormFault) => void;
  onPrivacy: () => void;
}

/** What may be right so: in the document, and that it is open without end. */
function Warnings({ draft, view, faults, onFault, onPrivacy }: WarningsProps) {
  const w = useWords();
  const isEndless = view.terms.ends_at === null;
  const count = faults.length + (isEndless ? 1 : 0);
  if (count === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{w.warnings(count)}</h2>
      <p className={styles.hint}>{w.warningsNote}</p>
      <Faults document={draft.document} faults={faults} onFault={onFault} />
      {faults.some(({ code }) => code === "data_unexplained") && (
        <div>
          <Button onPress={onPrivacy}>{w.toPrivacy}</Button>
        </div>
      )}
      {isEndless && (
        <AriaButton className={cx(styles.fault)} onPress={() => navigate(formPath(view.form.id, "terms"))}>
          <InfoIcon />
          <span>
            <span className={styles.faultPlace}>{w.sections.terms}</span>
            {w.noEnd}
          </span>
          <ForwardIcon size={18} />
        </AriaButton>
      )}
    </section>
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
        <li key={faultKey(fault)}>
          <AriaButton
            className={cx(styles.fault, fault.is_error && styles.faultError)}
            onPress={() => onFault(fault)}
          >
            {fault.is_error ? <WarningIcon /> : <InfoIcon />}
            <span>
              <span className={styles.faultPlace}>{placeOf(document, fault.at, w)}</span>
              {faultText(fault, w)}
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

/** The draft as a template of the body. */
function KeepTemplate({ view, draft }: Pick<SectionProps, "view" | "draft">) {
  const w = useWords();
  const may = useMay();
  const { busy, run } = useWork();
  if (!may("build_forms")) return null;
  const keep = () =>
    run(async () => {
      await forms.keepTemplate(view.form.id);
      toast.done(w.templateKept);
    });
  return (
    <section className={styles.fields}>
      <h2 className={styles.heading}>{w.keepTemplate}</h2>
      <p className={styles.hint}>{w.keepTemplateNote}</p>
      <div>
        <Button busy={busy} isDisabled={draft.saving.state !== "saved"} onPress={keep}>
          {w.keepTemplate}
        </Button>
      </div>
      <p className={styles.hint}>{w.saveFileNote}</p>
      <div>
        <Button onPress={() => saveFormFile(draft.document)}>{w.saveFile}</Button>
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
