import { useCallback, useState } from "react";
import type { AllianceCard } from "../api/generated";
import { GlobeIcon, PlusIcon } from "../design/icons";
import { LineRow, RowWords } from "../list/Row";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Answered } from "../shell/Answered";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, type Route } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { AlliancePage } from "./AlliancePage";
import styles from "./Alliances.module.css";
import { alliancePath, alliances } from "./api";
import { ChangeAlliance } from "./ChangeAlliance";
import { useWords } from "./words";

/** The alliances I take part in, or decide about for my body; one of them when the address names it. */
export default function AlliancesPage({ route }: { route: Extract<Route, { page: "alliances" }> }) {
  if (route.allianceId !== null) {
    return <AlliancePage allianceId={route.allianceId} key={route.allianceId} tab={route.tab} />;
  }
  return <AllAlliances />;
}

function AllAlliances() {
  const w = useWords();
  const isPhone = useIsPhone();
  const [isFounding, setFounding] = useState(false);
  const found = useAnswer(useCallback((signal: AbortSignal) => alliances.all(signal), []));
  const mayFound = found.value?.may_found ?? false;
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title}>
        {mayFound && (
          <Button icon={<PlusIcon size={18} />} onPress={() => setFounding(true)} small>
            {w.found}
          </Button>
        )}
      </PageHead>
      <PageBody column>
        <p className={styles.lead}>{w.lead}</p>
        <Answered answer={found} failed={w.failed}>
          {({ alliances: known, may_found }) =>
            known.length === 0 ? (
              <EmptyState icon={<GlobeIcon />} title={w.noneTitle}>
                {may_found ? w.noneDecider : w.noneText}
              </EmptyState>
            ) : (
              <ul>
                {known.map((card) => (
                  <Row card={card} key={card.id} />
                ))}
              </ul>
            )
          }
        </Answered>
      </PageBody>
      {isFounding && (
        <ChangeAlliance
          onClose={() => setFounding(false)}
          onDone={({ card }) => navigate(alliancePath(card.id, "bodies"))}
          view={null}
        />
      )}
    </div>
  );
}

function Row({ card }: { card: AllianceCard }) {
  const w = useWords();
  const isIn = card.state === "joined";
  const state = card.ended_at !== null ? w.ended : isIn && card.is_sent ? null : w.states[card.state];
  return (
    <LineRow>
      <RowWords
        beside={state && <span className={styles.tag}>{state}</span>}
        name={
          <Link className={styles.link} to={alliancePath(card.id, card.is_sent ? "rooms" : "bodies")}>
            {card.name}
          </Link>
        }
        second={card.purpose}
      >
        <span className={styles.second}>
          {w.hostIs(card.host)}
          {"　"}
          {isIn ? w.counts(card.bodies, card.people, card.rooms) : w.bodiesOnly(card.bodies)}
        </span>
      </RowWords>
    </LineRow>
  );
}
