import { useCallback, useState } from "react";
import type { AllianceView } from "../api/generated";
import type { Id } from "../model/types";
import { Tabs } from "../parts/Tabs";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import styles from "./Alliances.module.css";
import { AidTab } from "./aid/AidTab";
import { type AllianceTab, alliancePath, alliances, allianceTabs } from "./api";
import { BodiesTab } from "./BodiesTab";
import { OwnTab } from "./OwnTab";
import { PeopleTab } from "./PeopleTab";
import { QuestionsTab } from "./QuestionsTab";
import { ReportsTab } from "./ReportsTab";
import { RoomsTab } from "./RoomsTab";
import { Welcome } from "./Welcome";
import { useWords } from "./words";

/** One alliance: its rooms, its people, its bodies, and what one's own body decided. */
export function AlliancePage({ allianceId, tab }: { allianceId: Id; tab: string | null }) {
  const w = useWords();
  const [changed, setChanged] = useState<AllianceView | null>(null);
  const asked = useAnswer(
    useCallback((signal: AbortSignal) => alliances.one(allianceId, signal), [allianceId]),
  );
  const answer = changed === null ? asked : { ...asked, phase: "known" as const, value: changed };
  const refresh = () => {
    setChanged(null);
    asked.again();
  };
  return (
    <div className={styles.page}>
      <PageHead
        note={answer.value ? w.hostIs(answer.value.card.host) : undefined}
        onBack={() => goBack("/alliances")}
        title={answer.value?.card.name ?? w.title}
      />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(view) => <Inside onChanged={setChanged} onRefresh={refresh} tab={tab} view={view} />}
        </Answered>
      </PageBody>
    </div>
  );
}

interface InsideProps {
  view: AllianceView;
  tab: string | null;
  onChanged: (view: AllianceView) => void;
  onRefresh: () => void;
}

function Inside({ view, tab, onChanged, onRefresh }: InsideProps) {
  const w = useWords();
  const { card } = view;
  const first: AllianceTab = card.is_sent ? "rooms" : "bodies";
  const chosen = allianceTabs.find((each) => each === tab) ?? first;
  const all = [
    ...(card.is_sent || card.ended_at !== null
      ? [{ id: "rooms" as const, label: w.rooms, panel: <RoomsTab view={view} /> }]
      : []),
    ...(card.is_sent
      ? [{ id: "questions" as const, label: w.questions, panel: <QuestionsTab view={view} /> }]
      : []),
    ...(card.is_sent
      ? [{ id: "people" as const, label: w.people, panel: <PeopleTab onChanged={onChanged} view={view} /> }]
      : []),
    ...(card.is_sent && card.ended_at === null
      ? [{ id: "aid" as const, label: w.aid, panel: <AidTab view={view} /> }]
      : []),
    { id: "bodies" as const, label: w.bodies, panel: <BodiesTab onChanged={onChanged} view={view} /> },
    ...(view.may_moderate
      ? [
          {
            id: "reports" as const,
            label: w.reports(view.reports),
            panel: <ReportsTab onDecided={onRefresh} view={view} />,
          },
        ]
      : []),
    ...(view.own === null
      ? []
      : [
          {
            id: "own" as const,
            label: w.own,
            panel: <OwnTab key={view.own.revision} onChanged={onChanged} own={view.own} view={view} />,
          },
        ]),
  ];
  return (
    <>
      {card.purpose && <p className={styles.lead}>{card.purpose}</p>}
      {!card.is_sent && card.ended_at === null && <p className={styles.notice}>{w.notSent}</p>}
      <Tabs
        chosen={all.some(({ id }) => id === chosen) ? chosen : "bodies"}
        label={w.tabs}
        onChoose={(id) => navigate(alliancePath(card.id, id), { replace: true })}
        tabs={all}
      />
      <Welcome view={view} />
    </>
  );
}
