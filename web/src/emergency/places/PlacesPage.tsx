import { useCallback, useEffect, useState } from "react";
import type { PlaceBoard, PlaceRow } from "../../api/generated";
import { BuildingIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { download } from "../../list/download";
import { Filters, List } from "../../list/List";
import { CardRow, facts, RowWords } from "../../list/Row";
import { useList } from "../../list/useList";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { EmptyState } from "../../parts/EmptyState";
import { lazyPart } from "../../parts/lazyPart";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { Tabs } from "../../parts/Tabs";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack } from "../../shell/route";
import { useSettled } from "../../shell/useAnswer";
import shared from "../Emergency.module.css";
import { BROADCASTS } from "../paths";
import { Supplies } from "../supplies/Supplies";
import { AddPlace } from "./AddPlace";
import { places, type Which } from "./api";
import { PlacePage } from "./PlacePage";
import { peopleOf, StateTag } from "./PlaceState";
import styles from "./Places.module.css";
import { TakeList } from "./TakeList";
import { useEvery } from "./useEvery";
import { useWords } from "./words";

// Opened by few, and heavy: fetched when somebody opens it, never before.
const PlacesMap = lazyPart(() => import("./PlacesMap"));

/** The headquarters looks on; everybody else looks now and then, and there are thousands of them. */
const AGAIN_MS = { lead: 5_000, other: 30_000 } as const;
const WHICH: readonly Which[] = ["all", "open", "mine"];
type Part = "list" | "map" | "supplies";
type Doing = "add" | "take" | null;

/** 避難所: which are open, how many are there, and what is lacking; for all, as it goes on. */
export function PlacesPage() {
  const w = useWords();
  const [shown, setShown] = useState<string | null>(null);
  const [isDrill, setDrill] = useState(false);
  const [part, setPart] = useState<Part>("list");
  const [doing, setDoing] = useState<Doing>(null);
  const [which, setWhich] = useState<Which>("all");
  const [words, setWords] = useState("");
  const settled = useSettled(words);
  const ask = useCallback(
    (after: string | null, signal: AbortSignal) =>
      places.board({ drill: isDrill, which, words: settled }, after, signal),
    [isDrill, which, settled],
  );
  const found = useList("places", ask);
  const { page, restart } = found;
  const pause = page?.may_lead === true ? AGAIN_MS.lead : AGAIN_MS.other;
  useEvery(pause, restart, shown === null && doing === null && part === "list" && found.pages.length <= 1);
  useEffect(() => {
    // Whoever keeps a place comes here to report of it.
    const giveUp = new AbortController();
    places
      .board({ drill: false, which: "mine", words: "" }, null, giveUp.signal)
      .then((own) => own.places.length > 0 && !own.may_lead && setWhich("mine"))
      .catch(() => null);
    return () => giveUp.abort();
  }, []);
  const close = (isDone: boolean) => {
    setDoing(null);
    if (isDone) restart();
  };
  if (shown !== null) {
    return (
      <PlacePage
        id={shown}
        isDrill={isDrill}
        onBack={() => {
          setShown(null);
          restart();
        }}
      />
    );
  }
  const list = (
    <div className={styles.part}>
      <Filters>
        <SearchField label={w.search} onChange={setWords} value={words} />
        <Select
          choices={WHICH.map((id) => ({ id, label: w.which[id] }))}
          hideLabel
          label={w.show}
          onChange={setWhich}
          value={which}
        />
      </Filters>
      <List
        empty={<Nothing isFiltered={which !== "all" || settled !== ""} />}
        failed={w.failed}
        found={found}
        row={(one) => <Row key={one.id} one={one} onPress={() => setShown(one.id)} />}
      />
    </div>
  );
  return (
    <div className={shared.page}>
      {isDrill && <p className={shared.drill}>{w.drillBar}</p>}
      <PageHead onBack={() => goBack(BROADCASTS)} title={w.title}>
        {page?.may_lead === true && (
          <Button onPress={() => setDoing("add")} small>
            {w.add}
          </Button>
        )}
      </PageHead>
      <PageBody>
        <div className={styles.board}>
          {page !== null && <Totals board={page} />}
          <Switch label={w.isDrill} on={isDrill} onChange={setDrill} />
          <div className={shared.acts}>
            {page?.may_lead === true && (
              <Button onPress={() => setDoing("take")} small>
                {w.take}
              </Button>
            )}
            <Button onPress={() => void download(places.exportPath(isDrill))} small>
              {w.save}
            </Button>
          </div>
          <Tabs
            chosen={part}
            label={w.title}
            onChoose={setPart}
            tabs={[
              { id: "list", label: w.list, panel: list },
              { id: "map", label: w.map, panel: <PlacesMap isDrill={isDrill} onOpen={setShown} /> },
              { id: "supplies", label: w.supplies, panel: <Supplies isDrill={isDrill} /> },
            ]}
          />
        </div>
      </PageBody>
      {doing === "add" && <AddPlace onClose={() => close(false)} onDone={() => close(true)} />}
      {doing === "take" && (
        <TakeList isDrill={isDrill} onClose={() => close(false)} onDone={() => close(true)} />
      )}
    </div>
  );
}

function Totals({ board: { totals } }: { board: PlaceBoard }) {
  const w = useWords();
  return (
    <dl className={shared.counts}>
      <div>
        <dt>{w.totalOpen}</dt>
        <dd>{w.totals(totals.open + totals.full, totals.places)}</dd>
      </div>
      <div data-trouble={totals.full > 0}>
        <dt>{w.totalFull}</dt>
        <dd>{w.spots(totals.full)}</dd>
      </div>
      <div>
        <dt>{w.totalPeople}</dt>
        <dd>{w.people(totals.people)}</dd>
      </div>
      {totals.uncounted > 0 && (
        <div>
          <dt>{w.totalUncounted}</dt>
          <dd>{w.spots(totals.uncounted)}</dd>
        </div>
      )}
    </dl>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const w = useWords();
  return (
    <EmptyState icon={<BuildingIcon />} title={isFiltered ? w.noneFound : w.none}>
      {isFiltered ? w.noneFoundText : w.noneText}
    </EmptyState>
  );
}

function Row({ one, onPress }: { one: PlaceRow; onPress: () => void }) {
  const t = useText();
  const w = useWords();
  const { status } = one;
  return (
    <CardRow onPress={onPress}>
      <RowWords
        beside={
          <>
            <StateTag one={one} />
            {!one.is_designated && <Tag>{w.notDesignated}</Tag>}
          </>
        }
        name={one.name}
        second={facts(
          peopleOf(one, w),
          one.address,
          status !== null && w.updated(whenOf(status.at, Date.now(), t), status.by),
        )}
      >
        {status !== null && status.needs.length > 0 && (
          <span className={styles.needs}>
            {w.needsNow(status.needs.map(({ need }) => w.needs[need]).join("、"))}
          </span>
        )}
      </RowWords>
    </CardRow>
  );
}
