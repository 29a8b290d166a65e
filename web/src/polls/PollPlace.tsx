import { useCallback, useEffect, useState } from "react";
import type { PollView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, roomPollsPath } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { Answer } from "./Answer";
import { polls } from "./api";
import { Closing } from "./Closing";
import styles from "./Polls.module.css";
import { Result } from "./Result";
import { useWords } from "./words";

/** While one looks on, so often the result is asked for again. */
const LOOK_AGAIN_MS = 20_000;

/** One poll: what is asked, one's own answer, and the result. */
export function PollPlace({ pollId }: { pollId: string }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => polls.one(pollId, signal), [pollId]));
  const [newer, setNewer] = useState<PollView | null>(null);
  useEffect(() => {
    if (answer.phase === "known") setNewer(null);
  }, [answer.phase]);
  const { again } = answer;
  const poll = newer ?? answer.value;
  const isOpen = poll !== null && !poll.is_closed;
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") again();
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [again, isOpen]);
  const onBack = () => goBack(poll === null ? "/" : roomPollsPath(poll.room_id));
  return (
    <div className={styles.page}>
      <PageHead onBack={onBack} title={poll?.title ?? w.title}>
        {poll !== null && <Tag tone={isOpen ? "accent" : "plain"}>{isOpen ? w.open : w.closed}</Tag>}
      </PageHead>
      {poll === null && answer.phase === "failed" && <Failed onAgain={again} title={w.notShown} />}
      {poll === null && answer.phase === "asking" && <SkeletonRows />}
      {poll !== null && (
        <PageBody column>
          <About poll={poll} />
          {isOpen && <Answer key={JSON.stringify(poll.own)} onAnswered={setNewer} poll={poll} />}
          <Result poll={poll} />
          <Closing onClosed={setNewer} poll={poll} />
        </PageBody>
      )}
    </div>
  );
}

function About({ poll }: { poll: PollView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <>
      <p className={styles.line}>
        {w.kinds[poll.kind]}　{w.by(poll.by, whenOf(poll.made_at, now, t))}
        {!poll.is_closed && poll.ends_at !== null && `　${w.until(whenOf(poll.ends_at, now, t))}`}
        {!poll.is_closed && poll.ends_when_all && `　${w.endsWhenAll}`}
      </p>
      {poll.is_secret && <p className={styles.line}>{w.isSecret}</p>}
      {poll.note && <p className={styles.note}>{poll.note}</p>}
    </>
  );
}
