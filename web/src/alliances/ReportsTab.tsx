import { useCallback, useState } from "react";
import type { AllianceView, MessageReportView } from "../api/generated";
import { DoneIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { facts, LineRow, RowWords } from "../list/Row";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { sectionOf } from "../people/names";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

type Outcome = NonNullable<MessageReportView["outcome"]>;

/** What people showed to the moderators: it is hidden with a reason everybody is told, or left. */
export function ReportsTab({ view, onDecided }: { view: AllianceView; onDecided: () => void }) {
  const w = useWords();
  const { id } = view.card;
  const answer = useAnswer(useCallback((signal: AbortSignal) => alliances.reports(id, signal), [id]));
  return (
    <Answered answer={answer} failed={w.reportsFailed}>
      {({ reports }) =>
        reports.length === 0 ? (
          <EmptyState icon={<DoneIcon />} title={w.noReportsTitle}>
            {w.noReportsText}
          </EmptyState>
        ) : (
          <ul>
            {reports.map((one) => (
              <Row
                allianceId={id}
                key={one.id}
                one={one}
                onDecided={() => {
                  answer.again();
                  onDecided();
                }}
              />
            ))}
          </ul>
        )
      }
    </Answered>
  );
}

interface RowProps {
  allianceId: string;
  one: MessageReportView;
  onDecided: () => void;
}

function Row({ allianceId, one, onDecided }: RowProps) {
  const w = useWords();
  const t = useText();
  const now = useNow();
  const { organization } = useMe();
  const [asked, setAsked] = useState<Outcome | null>(null);
  const author = one.author && `${one.author.name}（${sectionOf(one.author, organization.id)}）`;
  return (
    <LineRow top>
      <RowWords
        beside={one.outcome && <span className={styles.count}>{w.outcomes[one.outcome]}</span>}
        name={<span className={styles.asked}>{one.text || w.textGone}</span>}
        second={facts(author, one.room)}
      >
        <span className={styles.second}>
          {facts(w.reportedBy(one.by?.name ?? "", whenOf(one.at, now, t)), w.reasonIs(one.reason))}
        </span>
      </RowWords>
      {one.outcome === null && (
        <span className={styles.buttons}>
          <Button onPress={() => setAsked("kept")} small>
            {w.keepIt}
          </Button>
          <Button look="danger" onPress={() => setAsked("hidden")} small>
            {w.hideIt}
          </Button>
        </span>
      )}
      {asked && (
        <Decide
          allianceId={allianceId}
          id={one.id}
          onClose={() => setAsked(null)}
          onDecided={onDecided}
          outcome={asked}
        />
      )}
    </LineRow>
  );
}

interface DecideProps {
  allianceId: string;
  id: string;
  outcome: Outcome;
  onDecided: () => void;
  onClose: () => void;
}

function Decide({ allianceId, id, outcome, onDecided, onClose }: DecideProps) {
  const w = useWords();
  const [reason, setReason] = useState("");
  const work = useWork({ inline: true });
  const hides = outcome === "hidden";
  const decide = () =>
    work.run(async () => {
      await alliances.decideReport(allianceId, id, { outcome, reason: reason.trim() });
      toast.done(w.acted);
      onClose();
      onDecided();
    });
  return (
    <FormDialog
      busy={work.busy}
      danger={hides}
      isDisabled={hides && reason.trim() === ""}
      onClose={onClose}
      onSubmit={decide}
      problem={work.problem}
      title={hides ? w.hideIt : w.keepIt}
      verb={hides ? w.hideIt : w.keepIt}
    >
      <p>{hides ? w.hideText : w.keepText}</p>
      {hides && (
        <TextField
          autoFocus
          hint={w.hideReasonHint}
          isRequired
          label={w.reason}
          lines={3}
          maxLength={500}
          onChange={setReason}
          value={reason}
        />
      )}
    </FormDialog>
  );
}
