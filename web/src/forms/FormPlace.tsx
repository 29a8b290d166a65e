import { useCallback, useEffect, useState } from "react";
import type { FormView } from "../api/generated";
import { FormIcon } from "../design/icons";
import { TermsPage as IdentityTermsPage } from "../identity/TermsPage";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { TermsPage } from "../payments/TermsPage";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { Application } from "./answers/Application";
import { Applications } from "./answers/Applications";
import { FormFigures } from "./answers/FormFigures";
import { forms } from "./api";
import { Builder } from "./builder/Builder";
import { Check } from "./Check";
import { FormHead } from "./FormHead";
import styles from "./Forms.module.css";
import { Invited } from "./invited/Invited";
import { Languages } from "./languages/Languages";
import { formPath, SECTIONS, type SectionId } from "./paths";
import { ProcedurePage } from "./procedure/ProcedurePage";
import { Rights } from "./Rights";
import type { SectionProps } from "./section";
import { SystemsPage } from "./systems/SystemsPage";
import { Terms } from "./Terms";
import { useDraft } from "./useDraft";
import { Versions } from "./Versions";
import { useWords } from "./words";

interface PlaceProps {
  formId: string;
  section: string | null;
  of: string | null;
}

/** One form with everything that is done with it. */
export function FormPlace({ formId, section, of }: PlaceProps) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => forms.one(formId, signal), [formId]));
  if (answer.value !== null) return <OneForm first={answer.value} of={of} section={section} />;
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack("/forms")} title={w.title} />
      {answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.failed} /> : <SkeletonRows />}
    </div>
  );
}

function OneForm({ first, section, of }: { first: FormView; section: string | null; of: string | null }) {
  const w = useWords();
  const [view, setView] = useState(first);
  const draft = useDraft(first);
  const open = useOpenSections(view);
  const asked = SECTIONS.find((one) => one === section) ?? null;
  const here = asked ?? "build";
  // Whoever may not build is led to the first page they may see.
  const [instead] = open;
  const isLed = section === null && !open.includes("build") && instead !== undefined;
  useEffect(() => {
    if (isLed) navigate(formPath(view.form.id, instead), { replace: true });
  }, [isLed, instead, view.form.id]);
  return (
    <div className={styles.page}>
      <FormHead draft={draft} here={here} open={open} view={view} />
      {open.includes(here) ? (
        <Section draft={draft} here={here} of={of} onView={setView} view={view} />
      ) : (
        <EmptyState icon={<FormIcon />} title={w.notYours} />
      )}
    </div>
  );
}

/** What the viewer may do here, in the order of the tabs; the server decides. */
function useOpenSections({ form: { rights, audience } }: FormView): readonly SectionId[] {
  const may = useMay();
  const has = (...wanted: readonly string[]) => rights.some((right) => wanted.includes(right));
  const isOpen: Record<SectionId, boolean> = {
    build: has("edit", "publish"),
    languages: has("edit", "publish"),
    check: has("edit", "publish"),
    terms: has("edit", "publish"),
    invited: audience === "invited" && has("publish", "answers", "work") && may("read_answers"),
    answers: has("answers", "work") && may("read_answers"),
    figures: has("answers", "work", "statistics") && may("read_answers"),
    procedure: has("edit", "publish", "work"),
    payment: has("edit", "publish", "work"),
    identity: has("edit", "publish", "work"),
    systems: has("publish"),
    versions: true,
    rights: true,
  };
  return SECTIONS.filter((one) => isOpen[one]);
}

interface ShownSection extends SectionProps {
  here: SectionId;
  of: string | null;
}

function Section({ here, of, ...about }: ShownSection) {
  switch (here) {
    case "build":
      return <Builder {...about} />;
    case "check":
      return <Check {...about} />;
    case "terms":
      return <Terms {...about} />;
    case "languages":
      return <Languages {...about} />;
    case "invited":
      return <Invited view={about.view} />;
    case "versions":
      return <Versions {...about} />;
    case "procedure":
      return <ProcedurePage view={about.view} />;
    case "payment":
      return <TermsPage view={about.view} />;
    case "identity":
      return <IdentityTermsPage view={about.view} />;
    case "systems":
      return <SystemsPage view={about.view} />;
    case "rights":
      return <Rights {...about} />;
    case "figures":
      return <FormFigures formId={about.view.form.id} />;
    case "answers":
      if (of !== null)
        return <Application applicationId={of} formId={about.view.form.id} key={of} view={about.view} />;
      return <Applications view={about.view} />;
  }
}
