import { useCallback, useState } from "react";
import type { AidRequests, AllianceView } from "../../api/generated";
import { PlusIcon, WarningIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import styles from "../Alliances.module.css";
import { AgreementsSection } from "./AgreementsSection";
import { AidRow } from "./AidRow";
import { AskForAid } from "./AskForAid";
import { mutualAid } from "./api";
import { useAidWords } from "./words";

/** What bodies need, what others offer, and the agreements that were made before. */
export function AidTab({ view }: { view: AllianceView }) {
  const w = useAidWords();
  const { id } = view.card;
  const [changed, setChanged] = useState<AidRequests | null>(null);
  const [isAsking, setAsking] = useState(false);
  const known = useAnswer(useCallback((signal: AbortSignal) => mutualAid.all(id, signal), [id]));
  const answer = changed === null ? known : { ...known, phase: "known" as const, value: changed };
  return (
    <>
      <div className={styles.tools}>
        <p className={styles.second}>{w.lead}</p>
        <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setAsking(true)}>
          {w.ask}
        </Button>
      </div>
      <Answered answer={answer} failed={w.failed}>
        {({ requests }) =>
          requests.length === 0 ? (
            <EmptyState icon={<WarningIcon />} title={w.noneTitle}>
              {w.noneText}
            </EmptyState>
          ) : (
            <ul>
              {requests.map((one) => (
                <AidRow allianceId={id} key={one.id} onChanged={setChanged} request={one} />
              ))}
            </ul>
          )
        }
      </Answered>
      <AgreementsSection view={view} />
      {isAsking && <AskForAid onAsked={setChanged} onClose={() => setAsking(false)} view={view} />}
    </>
  );
}
