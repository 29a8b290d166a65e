import { useCallback, useEffect, useState } from "react";
import { FilterIcon, SearchIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf, whenOf } from "../i18n/time";
import { More } from "../list/List";
import { asOf } from "../model/people";
import type { SearchHit } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SearchField } from "../parts/SearchField";
import { SkeletonRows } from "../parts/Skeleton";
import { sentenceOf } from "../parts/toasts";
import { sectionOf } from "../people/names";
import { nameOf } from "../rooms/name";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { navigate, roomPath, type SearchRoute, searchPath } from "../shell/route";
import { type OnePage, type Pages, usePages } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { actions, api, useMe, usePerson, useRoom, useSettings } from "../state";
import { Filters } from "./Filters";
import styles from "./SearchPage.module.css";
import { Snippet } from "./Snippet";

/** The question lives in the address: back, reload and a copied link find the same. */
export default function SearchPage({ query }: { query: SearchRoute }) {
  const t = useText();
  const isPhone = useIsPhone();
  const [typed, setTyped] = useState(query.q);
  const hasFilters = query.room !== null || query.author !== null || query.from !== null || query.to !== null;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setTyped(query.q), [query.q]);

  const go = (change: Partial<SearchRoute>) => navigate(searchPath({ ...query, q: typed.trim(), ...change }));

  return (
    <div className={styles.page}>
      <PageHead title={t.search.title} />
      <search className={styles.question}>
        <form
          className={styles.line}
          onSubmit={(event) => {
            event.preventDefault();
            go({});
          }}
        >
          <SearchField
            autoFocus={query.q === ""}
            label={t.search.field}
            onChange={setTyped}
            onClear={() => go({ q: "" })}
            placeholder={t.search.placeholder}
            value={typed}
          />
          <Button look="primary" type="submit">
            {t.search.go}
          </Button>
        </form>
        {isPhone && (
          <Button
            aria-expanded={isOpen || hasFilters}
            icon={<FilterIcon size={18} />}
            look="quiet"
            onPress={() => setOpen(!isOpen)}
            small
          >
            {t.search.filters}
          </Button>
        )}
        {(!isPhone || isOpen || hasFilters) && <Filters hasAny={hasFilters} onChange={go} query={query} />}
      </search>
      <div className={styles.scroll}>
        <Results query={query} />
      </div>
    </div>
  );
}

function Results({ query }: { query: SearchRoute }) {
  const t = useText();
  const { q, room, author, from, to } = query;
  const ask = useCallback(
    async (before: string | null, signal: AbortSignal): Promise<OnePage<SearchHit>> => {
      if (q === "") return { items: [], next: null };
      const { hits, people, next } = await api.search(
        {
          q,
          ...(room === null ? {} : { room_id: room }),
          ...(author === null ? {} : { author_id: author }),
          ...(from === null ? {} : { from }),
          ...(to === null ? {} : { to }),
          ...(before === null ? {} : { before }),
        },
        signal,
      );
      actions.learn(people);
      return { items: hits, next };
    },
    [q, room, author, from, to],
  );
  const found = usePages(ask);
  if (q === "") {
    return (
      <EmptyState icon={<SearchIcon />} title={t.search.startTitle}>
        {t.search.startText}
      </EmptyState>
    );
  }
  return <Hits found={found} />;
}

function Hits({ found }: { found: Pages<SearchHit> }) {
  const t = useText();
  const { items, phase, error, hasMore, again } = found;
  if (phase === "failed") {
    return <Failed onAgain={again} title={sentenceOf(error, t.search.failed)} />;
  }
  if (items.length === 0) {
    if (phase === "asking") return <SkeletonRows person />;
    return (
      <EmptyState icon={<SearchIcon />} title={t.search.noneTitle}>
        {t.search.noneText}
      </EmptyState>
    );
  }
  return (
    <div className={styles.results}>
      <p className={styles.count} role="status">
        {hasMore ? t.search.hitsMore(items.length) : t.search.hits(items.length)}
      </p>
      <ol>
        {items.map((hit) => (
          <Hit hit={hit} key={hit.message.id} />
        ))}
      </ol>
      <More found={found} />
    </div>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  const t = useText();
  const now = useNow();
  const me = useMe();
  const { era } = useSettings();
  const { message } = hit;
  const author = usePerson(message.author_id);
  const room = useRoom(message.room_id);
  const roomName = room ? nameOf(room, t) : (hit.room.name ?? "");
  return (
    <li className={styles.hit}>
      <Link className={styles.link} to={roomPath(message.room_id, { messageId: message.id })}>
        <span className={styles.where}>
          <span className={styles.room}>{roomName}</span>
          <time dateTime={new Date(message.at).toISOString()} title={fullWhenOf(message.at, t, era)}>
            {whenOf(message.at, now, t)}
          </time>
        </span>
        <span className={styles.who}>
          {author && <Avatar person={author} size="tiny" />}
          <span className={styles.name}>{author?.name ?? t.people.unknown}</span>
          <span className={styles.section}>
            {author && sectionOf(asOf(author, message.at), me.organization.id)}
          </span>
        </span>
        <span className={styles.text}>
          <Snippet parts={hit.snippet} />
        </span>
      </Link>
    </li>
  );
}
