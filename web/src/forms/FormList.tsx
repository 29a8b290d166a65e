import { useCallback, useState } from "react";
import type { FormRow } from "../api/generated";
import { FormIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { List } from "../list/List";
import { useList } from "../list/useList";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useMay } from "../shell/useMay";
import { useNow } from "../shell/useNow";
import { useMe } from "../state";
import { forms } from "./api";
import { FormRules } from "./FormRules";
import styles from "./Forms.module.css";
import { NewForm } from "./NewForm";
import { formPath, type SectionId } from "./paths";
import { Templates } from "./Templates";
import { useWords } from "./words";

/** The forms one has to do with, those changed last first. */
export function FormList() {
  const w = useWords();
  const isPhone = useIsPhone();
  const may = useMay();
  const [isMaking, setMaking] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const [isRuling, setRuling] = useState(false);
  const mayRule = useMe().tasks.some(({ task }) => task === "organization");
  const found = useList(
    "forms",
    useCallback((after: string | null, signal: AbortSignal) => forms.list(after, signal), []),
  );
  const mayMake = may("build_forms");
  const make = mayMake && (
    <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setMaking(true)} small={!isPhone}>
      {w.make}
    </Button>
  );
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title}>
        {mayMake && (
          <Button onPress={() => setKeeping(true)} small>
            {w.manageTemplates}
          </Button>
        )}
        {mayRule && (
          <Button onPress={() => setRuling(true)} small>
            {w.formRules}
          </Button>
        )}
        {found.items.length > 0 && make}
      </PageHead>
      <PageBody>
        <List
          empty={
            <EmptyState action={make} icon={<FormIcon />} title={w.noneTitle}>
              {mayMake ? w.noneText : w.noneToReadText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(form) => <Row form={form} key={form.id} />}
          wide
        />
      </PageBody>
      {isKeeping && <Templates onClose={() => setKeeping(false)} />}
      {isRuling && <FormRules onClose={() => setRuling(false)} />}
      {isMaking && <NewForm departments={found.page?.departments ?? []} onClose={() => setMaking(false)} />}
    </div>
  );
}

/** Where somebody with these rights begins. */
function firstSection({ rights }: FormRow): SectionId {
  if (rights.includes("edit")) return "build";
  if (rights.includes("answers") || rights.includes("work")) return "answers";
  if (rights.includes("publish")) return "build";
  return rights.includes("statistics") ? "figures" : "rights";
}

function Row({ form }: { form: FormRow }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <li className={styles.row}>
      <Link className={styles.rowLink} to={formPath(form.id, firstSection(form))}>
        <span className={styles.rowWords}>
          <span className={styles.rowTitle}>{form.title.trim() || w.untitled}</span>
          <span className={styles.rowNote}>
            {form.department}　/f/{form.address}
          </span>
        </span>
        <span className={styles.rowState}>
          <Tag tone={form.status === "open" ? "done" : "plain"}>{w.statuses[form.status]}</Tag>
          {form.version !== null && form.is_changed && <Tag tone="accent">{w.changedSince}</Tag>}
        </span>
        <span className={styles.rowWhen}>{whenOf(form.changed_at, now, t)}</span>
      </Link>
    </li>
  );
}
