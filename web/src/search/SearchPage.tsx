import { useCallback, useEffect, useState } from "react";
import { FilterIcon, SearchIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Text } from "../i18n/text";
import { fullDayOf, fullWhenOf, whenOf } from "../i18n/time";
import { asOf } from "../model/people";
import type { SearchPage as Answer, SearchHit, SearchQuery } from "../model/types";
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
  const hasFilters = query.room !== null || isEnough(query);
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

/** Whether there is something to look for without a word: a room alone is a place to look, not what to look for. */
function isEnough({ author, from, to, files, me }: SearchRoute): boolean {
  return author !== null || from !== null || to !== null || files || me;
}

/** The question as the server takes it: what is not asked is left out. */
function asked({ q, room, author, from, to, files, me }: SearchRoute): SearchQuery {
  return {
    q,
    ...(room === null ? {} : { room_id: room }),
    ...(author === null ? {} : { author_id: author }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(files ? { files } : {}),
    ...(me ? { to_me: me } : {}),
  };
}

function Results({ query }: { query: SearchRoute }) {
  const t = useText();
  const { q, room, author, from, to, files, me } = query;
  const isAsked = q !== "" || isEnough(query);
  const ask = useCallback(
    async (before: string | null, signal: AbortSignal): Promise<OnePage<SearchHit, About>> => {
      if (!isAsked) return { items: [], next: null };
      const { hits, people, next, ...about } = await api.search(
        { ...asked({ q, room, author, from, to, files, me }), ...(before === null ? {} : { before }) },
        signal,
      );
      actions.learn(people);
      return { items: hits, next, about };
    },
    [isAsked, q, room, author, from, to, files, me],
  );
  const found = usePages(ask);
  if (!isAsked) {
    return (
      <EmptyState icon={<SearchIcon />} title={t.search.startTitle}>
        {t.search.startText}
      </EmptyState>
    );
  }
  return <Hits found={found} />;
}

type About = Pick<Answer, "looked_to" | "found" | "found_is_all">;

function Hits({ found }: { found: Pages<SearchHit, About> }) {
  const t = useText();
  const { era } = useSettings();
  const { items, pages, phase, error, hasMore, more, again } = found;
  const first = pages[0]?.about;
  const lookedTo = pages.at(-1)?.about?.looked_to ?? null;
  const goOn = hasMore && (
    <div className={styles.more}>
      {lookedTo !== null && <p role="status">{t.search.lookedTo(fullDayOf(lookedTo, t, era))}</p>}
      <Button busy={phase === "asking"} onPress={more}>
        {lookedTo === null ? t.parts.loadMore : t.search.lookOn}
      </Button>
    </div>
  );
  if (phase === "failed") {
    return <Failed onAgain={again} title={sentenceOf(error, t.search.failed)} />;
  }
  if (items.length === 0) {
    if (phase === "asking") return <SkeletonRows person />;
    return (
      <EmptyState action={goOn} icon={<SearchIcon />} title={t.search.noneTitle}>
        {lookedTo === null && t.search.noneText}
      </EmptyState>
    );
  }
  return (
    <div className={styles.results}>
      <p className={styles.count} role="status">
        {countOf(first, items.length, hasMore, t)}
      </p>
      <ol>
        {items.map((hit) => (
          <Hit hit={hit} key={hit.message.id} />
        ))}
      </ol>
      {goOn}
    </div>
  );
}

/** As many as there are, where they could be counted; otherwise at least so many. */
function countOf(first: About | undefined, shown: number, hasMore: boolean, t: Text): string {
  if (!hasMore) return t.search.hits(shown);
  const known = Math.max(first?.found ?? 0, shown);
  return first?.found_is_all ? t.search.hits(known) : t.search.hitsMore(known);
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
