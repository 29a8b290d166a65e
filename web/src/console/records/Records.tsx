import { useCallback, useState } from "react";
import type { RecordRequest } from "../../api/generated";
import { EyeIcon, PlusIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullDayOf, fullWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { download } from "../../list/download";
import { List } from "../../list/List";
import { wholeList } from "../../list/useList";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { MenuButton } from "../../parts/Menu";
import { Question } from "../../parts/Question";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useMe, useSettings } from "../../state";
import { useWords } from "../words";
import { AskForRecords } from "./AskForRecords";
import { type Deed, exportUrl, records } from "./api";
import { Reading } from "./Reading";
import styles from "./Records.module.css";
import { RulesDialog } from "./RulesDialog";
import { type RecordWords, words } from "./words";

const FORMATS = ["html", "csv", "jsonl"] as const;

/** Requests to read records: asked by auditors, consented to by a second person, each step told. */
export function Records({ onBack }: { onBack: (() => void) | undefined }) {
  const c = useWords();
  const w = useBilingual(words);
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const [reading, setReading] = useState<RecordRequest | null>(null);
  const answer = useAnswer(useCallback((signal: AbortSignal) => records.requests(signal), []));
  const isAuditor = me.roles.includes("auditor");
  if (reading) return <Reading onBack={() => setReading(null)} request={reading} />;
  return (
    <>
      <PageHead onBack={onBack} title={w.title}>
        {isAuditor && (
          <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setAsking(true)} small>
            {w.ask}
          </Button>
        )}
      </PageHead>
      <PageBody>
        <Rules />
        <List
          empty={
            <EmptyState icon={<EyeIcon />} title={w.noneTitle}>
              {w.noneText}
            </EmptyState>
          }
          failed={c.failed}
          found={wholeList(answer, ({ requests }) => requests)}
          row={(request) => (
            <Row
              key={request.id}
              onChanged={answer.again}
              onRead={() => setReading(request)}
              request={request}
            />
          )}
        />
      </PageBody>
      {asking && (
        <AskForRecords
          onAsked={() => {
            setAsking(false);
            toast.done(w.sent);
            answer.again();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Rules() {
  const w = useBilingual(words);
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const { value, again } = useAnswer(useCallback((signal: AbortSignal) => records.rules(signal), []));
  if (value === null) return null;
  return (
    <div className={styles.rules}>
      <p>{w.rulesNote(value.hours, w.tells[value.tell])}</p>
      {me.roles.includes("administrator") && (
        <Button look="quiet" onPress={() => setChanging(true)} small>
          {w.rules}
        </Button>
      )}
      {changing && (
        <RulesDialog
          before={value}
          onClose={() => setChanging(false)}
          onSaved={() => {
            setChanging(false);
            again();
          }}
        />
      )}
    </div>
  );
}

interface RowProps {
  request: RecordRequest;
  onChanged: () => void;
  onRead: () => void;
}

function Row({ request, onChanged, onRead }: RowProps) {
  const t = useText();
  const w = useBilingual(words);
  const me = useMe();
  const { era } = useSettings();
  const [deed, setDeed] = useState<Deed | null>(null);
  const work = useWork();
  const { state, reason, asked_by, decided_by, first_at, last_at, ends_at, views } = request;
  const isMine = asked_by.id === me.person.id;
  const act = (what: Deed) =>
    work.run(async () => {
      await records.act(request.id, what);
      setDeed(null);
      toast.done(w.done);
      onChanged();
    });
  return (
    <li className={styles.row}>
      <div className={styles.first}>
        <Tag tone={state === "open" ? "done" : state === "asked" ? "accent" : "plain"}>{w.states[state]}</Tag>
        <span className={styles.by}>{asked_by.name}</span>
        <span className={styles.when}>{fullWhenOf(request.asked_at, t, era)}</span>
      </div>
      <p className={styles.reason}>{reason}</p>
      <dl className={styles.facts}>
        <dt>{w.target}</dt>
        <dd>{[...request.rooms, ...request.people].map(({ name }) => name).join("、")}</dd>
        <dt>{w.period}</dt>
        <dd>{w.span(fullDayOf(first_at, t, era), fullDayOf(last_at - 1, t, era))}</dd>
        {decided_by && (
          <>
            <dt>{w.decidedBy}</dt>
            <dd>
              {[
                decided_by.name,
                ends_at !== null ? w.until(fullWhenOf(ends_at, t, era)) : null,
                views > 0 ? w.views(views) : null,
              ]
                .filter(Boolean)
                .join("　")}
            </dd>
          </>
        )}
      </dl>
      <div className={styles.acts}>
        {state === "asked" && isMine && <span className={styles.note}>{w.waitForAnother}</span>}
        {state === "asked" && !isMine && (
          <>
            <Button look="primary" onPress={() => setDeed("consent")} small>
              {w.consent}
            </Button>
            <Button onPress={() => setDeed("refuse")} small>
              {w.refuse}
            </Button>
          </>
        )}
        {state === "open" && isMine && (
          <>
            <Button icon={<EyeIcon size={18} />} look="primary" onPress={onRead} small>
              {w.read}
            </Button>
            <MenuButton
              actions={FORMATS.map((format) => ({
                id: format,
                label: w.formats[format],
                onAction: () => void download(exportUrl(request.id, format)),
              }))}
              label={w.takeOut}
            />
          </>
        )}
        {(state === "open" || (state === "asked" && isMine)) && (
          <Button onPress={() => setDeed("withdraw")} small>
            {w.withdraw}
          </Button>
        )}
      </div>
      {deed && (
        <Question
          busy={work.busy}
          danger={deed !== "consent"}
          onClose={() => setDeed(null)}
          onYes={() => act(deed)}
          title={w[deed]}
          verb={w[deed]}
        >
          <Asked deed={deed} name={asked_by.name} w={w} />
        </Question>
      )}
    </li>
  );
}

function Asked({ deed, name, w }: { deed: Deed; name: string; w: RecordWords }) {
  const { value } = useAnswer(useCallback((signal: AbortSignal) => records.rules(signal), []));
  switch (deed) {
    case "consent":
      return w.consentText(name, value?.hours ?? 72);
    case "refuse":
      return w.refuseText(name);
    case "withdraw":
      return w.withdrawText;
    default:
      return deed satisfies never;
  }
}
