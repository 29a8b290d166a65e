import type { BroadcastRow } from "../api/generated";
import { BellIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { List } from "../list/List";
import { CardRow, facts, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Share } from "../parts/Share";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import { broadcasts } from "./api";
import styles from "./Emergency.module.css";
import { INCIDENTS } from "./incidents/paths";
import { broadcastPath, MINE, MUSTERS, NEW_BROADCAST, PLACES } from "./paths";
import { useWords } from "./words";

/** What was sent to many at once, the newest first. */
export function BroadcastList() {
  const w = useWords();
  const isPhone = useIsPhone();
  const found = useList("broadcasts", broadcasts.list);
  const ways = (
    <>
      <Button look="quiet" onPress={() => navigate(MINE)} small>
        {w.mine}
      </Button>
      <Button onPress={() => navigate(INCIDENTS)} small>
        {w.incidents}
      </Button>
      <Button onPress={() => navigate(PLACES)} small>
        {w.shelters}
      </Button>
      <Button onPress={() => navigate(MUSTERS)} small>
        {w.musters}
      </Button>
    </>
  );
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title}>
        {!isPhone && ways}
        <Button look="primary" onPress={() => navigate(NEW_BROADCAST)} small>
          {w.make}
        </Button>
      </PageHead>
      <PageBody>
        {isPhone && <div className={styles.ways}>{ways}</div>}
        <List
          empty={
            <EmptyState icon={<BellIcon />} title={w.sentNone}>
              {w.sentNoneText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(row) => <Row key={row.id} row={row} />}
        />
      </PageBody>
    </div>
  );
}

function Row({ row }: { row: BroadcastRow }) {
  const t = useText();
  const w = useWords();
  const { told_to } = row;
  const to = [
    told_to.everybody && w.everybody,
    ...told_to.departments,
    ...told_to.titles,
    told_to.guests && w.guests,
    ...told_to.affiliations,
    told_to.people > 0 && w.people(told_to.people),
  ];
  return (
    <CardRow onPress={() => navigate(broadcastPath(row.id))}>
      <RowWords
        beside={
          <>
            {row.is_drill && <Tag tone="accent">{w.drill}</Tag>}
            {row.is_urgent && <span className={styles.urgent}>{w.urgent}</span>}
            <Tag>{w.asked[row.asked] ?? row.asked}</Tag>
            {row.ended_at !== null && <Tag>{w.over}</Tag>}
          </>
        }
        name={row.title}
        second={facts(to.filter(Boolean).join("・"), whenOf(row.sent_at, Date.now(), t), w.by(row.by))}
      >
        <Share
          isGoal
          label={w.doneLabel[row.asked] ?? ""}
          most={row.rungs.people}
          text={w.done(row.done, row.rungs.people)}
          used={row.done}
        />
      </RowWords>
    </CardRow>
  );
}
