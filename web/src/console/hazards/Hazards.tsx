import { useCallback, useState } from "react";
import type { HazardPage, HazardRule, WarningLadder } from "../../api/generated";
import { WarningIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { Filters, List, ListNotice } from "../../list/List";
import { facts, LineRow, RowWords } from "../../list/Row";
import { useList } from "../../list/useList";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { EmptyState } from "../../parts/EmptyState";
import { Question } from "../../parts/Question";
import { Section } from "../../parts/Section";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useWork } from "../../shell/useWork";
import { hazards } from "./api";
import styles from "./Hazards.module.css";
import { RuleForm } from "./RuleForm";
import { Telegram } from "./Telegram";
import { words } from "./words";

type Doing = { readonly what: "make" } | { readonly what: "change" | "remove"; readonly rule: HazardRule };

/** The body's rules for warnings of the Meteorological Agency, and what the last telegrams did. */
export function Hazards({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [everywhere, setEverywhere] = useState(false);
  const ask = useCallback(
    (before: string | null, signal: AbortSignal) => hazards.page(everywhere, before, signal),
    [everywhere],
  );
  const found = useList("telegrams", ask);
  const { page } = found;
  const close = () => setDoing(null);
  const done = (said: string) => {
    close();
    toast.done(said);
    found.restart();
  };
  return (
    <>
      <PageHead onBack={onBack} title={w.title}>
        {page !== null && (
          <Button look="primary" onPress={() => setDoing({ what: "make" })} small>
            {w.makeRule}
          </Button>
        )}
      </PageHead>
      <PageBody>
        {page !== null && !page.is_received && <ListNotice>{w.notReceived}</ListNotice>}
        {page !== null && <Rules onDo={(what, rule) => setDoing({ what, rule })} page={page} />}
        <Section note={w.telegramsLead} title={w.telegrams}>
          <Filters>
            <Switch label={w.everywhere} on={everywhere} onChange={setEverywhere} />
          </Filters>
          <List
            empty={
              <EmptyState icon={<WarningIcon />} title={w.noTelegrams}>
                {w.noTelegramsText}
              </EmptyState>
            }
            failed={w.failed}
            found={found}
            row={(row) => <Telegram key={row.id} row={row} rules={page?.rules ?? []} />}
          />
        </Section>
        {page !== null && page.refused.length > 0 && <Refused page={page} />}
      </PageBody>
      {doing?.what === "make" && page !== null && (
        <RuleForm ladders={page.ladders} onClose={close} onDone={() => done(w.saved)} rule={null} />
      )}
      {doing?.what === "change" && page !== null && (
        <RuleForm ladders={page.ladders} onClose={close} onDone={() => done(w.saved)} rule={doing.rule} />
      )}
      {doing?.what === "remove" && (
        <Remove onClose={close} onDone={() => done(w.removed)} rule={doing.rule} />
      )}
    </>
  );
}

interface RulesProps {
  page: HazardPage;
  onDo: (what: "change" | "remove", rule: HazardRule) => void;
}

function Rules({ page, onDo }: RulesProps) {
  const w = useBilingual(words);
  return (
    <Section note={w.rulesLead} title={w.rules}>
      {page.rules.length === 0 && <p className={styles.hint}>{w.noRules}</p>}
      <ul>
        {page.rules.map((rule) => (
          <LineRow key={rule.id} top>
            <RowWords
              beside={
                <>
                  {!rule.is_on && <Tag>{w.isOff}</Tag>}
                  {rule.acts.map(({ act }) => (
                    <Tag key={act}>{w.actShort[act]}</Tag>
                  ))}
                  {rule.follows_drills && <Tag>{w.drillsToo}</Tag>}
                </>
              }
              name={rule.name}
              second={facts(
                w.inRoom(rule.room ?? w.unknownRoom),
                rule.places.join("・"),
                w.inName(rule.made_by),
              )}
            >
              <span>{toldOf(rule, page.ladders, w)}</span>
            </RowWords>
            <div className={styles.acts}>
              <Button onPress={() => onDo("change", rule)} small>
                {w.change}
              </Button>
              <Button look="quiet" onPress={() => onDo("remove", rule)} small>
                {w.remove}
              </Button>
            </div>
          </LineRow>
        ))}
      </ul>
    </Section>
  );
}

/** What a rule tells of, in one line. */
function toldOf(rule: HazardRule, ladders: readonly WarningLadder[], w: typeof words.ja): string {
  return rule.conditions
    .map(({ kind, grade }) => {
      const grades = ladders.find((ladder) => ladder.kind === kind)?.grades ?? [];
      const word = grades[grade - 1] ?? String(grade);
      return `${w.kinds[kind]} ${grade < grades.length ? w.from(word) : w.only(word)}`;
    })
    .join("、");
}

function Refused({ page }: { page: HazardPage }) {
  const t = useText();
  const w = useBilingual(words);
  return (
    <Section title={w.refused}>
      <ul>
        {page.refused.map((one) => (
          <LineRow key={`${one.at}${one.name}`} top>
            <RowWords
              name={one.name || w.sources[one.source]}
              second={w.arrived(whenOf(one.at, Date.now(), t))}
            >
              {one.sentence}
            </RowWords>
          </LineRow>
        ))}
      </ul>
    </Section>
  );
}

interface RemoveProps {
  rule: HazardRule;
  onDone: () => void;
  onClose: () => void;
}

function Remove({ rule, onDone, onClose }: RemoveProps) {
  const w = useBilingual(words);
  const work = useWork();
  const remove = () =>
    work.run(async () => {
      await hazards.remove(rule.id);
      onDone();
    });
  return (
    <Question busy={work.busy} danger onClose={onClose} onYes={remove} title={w.remove} verb={w.remove}>
      {w.removeText(rule.name)}
    </Question>
  );
}
