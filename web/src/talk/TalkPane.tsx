import { useEffect, useState } from "react";
import { BackIcon, DoorIcon, LockIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id, RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { IconButton } from "../parts/IconButton";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { actions, api, isProblem, useIsClosed, useTalk } from "../state";
import { Conversation, type TalkPaneProps } from "./Conversation";
import styles from "./TalkPane.module.css";
import { TalkSkeleton } from "./TalkSkeleton";

/** Moves within the talk go through `shell/route` (`navigate(roomPath(…))`), so the back button works. */
export function TalkPane(props: TalkPaneProps) {
  const { roomId } = props;
  const t = useText();
  const room = useTalk(roomId);
  const isClosed = useIsClosed(roomId);
  useEffect(() => {
    actions.look(roomId);
    return () => actions.look(null);
  }, [roomId]);
  if (room === null) {
    return (
      <div className={styles.outside}>
        {props.onBack && (
          <IconButton label={t.parts.back} onPress={props.onBack}>
            <BackIcon />
          </IconButton>
        )}
        <Outside isClosed={isClosed} roomId={roomId} />
      </div>
    );
  }
  return <Conversation {...props} room={room} />;
}

type Door =
  | { readonly kind: "looking" }
  | { readonly kind: "open"; readonly card: RoomCard }
  | { readonly kind: "gone" }
  | { readonly kind: "unreachable" };

/** A room that is not among mine: one I may join, one that was closed to me, or none. */
function Outside({ roomId, isClosed }: { roomId: Id; isClosed: boolean }) {
  const t = useText();
  const [door, setDoor] = useState<Door>({ kind: "looking" });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` looks again; being shut out, too.
  useEffect(() => {
    let isWanted = true;
    api.room(roomId).then(
      (card) => isWanted && setDoor({ kind: "open", card }),
      (error: unknown) => isWanted && setDoor({ kind: isProblem(error) ? "gone" : "unreachable" }),
    );
    return () => {
      isWanted = false;
    };
  }, [roomId, round, isClosed]);

  switch (door.kind) {
    case "looking":
      return (
        <div className={styles.pane}>
          <TalkSkeleton />
        </div>
      );
    case "open":
      return <Joinable card={door.card} t={t} />;
    case "gone":
      return (
        <EmptyState icon={<LockIcon />} title={isClosed ? t.talk.closedTitle : t.talk.goneTitle}>
          {isClosed ? t.talk.closedText : t.talk.goneText}
        </EmptyState>
      );
    case "unreachable":
      return (
        <EmptyState
          action={<Button onPress={() => setRound((before) => before + 1)}>{t.talk.again}</Button>}
          title={t.talk.loadFailed}
        />
      );
    default:
      return door satisfies never;
  }
}

function Joinable({ card, t }: { card: RoomCard; t: Text }) {
  const [isJoining, setJoining] = useState(false);
  function join() {
    setJoining(true);
    actions
      .joinRoom(card.id)
      .catch((error: unknown) => toast.problem(error, t.shell.failed))
      .finally(() => setJoining(false));
  }
  return (
    <EmptyState
      action={
        <Button busy={isJoining} look="primary" onPress={join}>
          {t.talk.join}
        </Button>
      }
      icon={<DoorIcon />}
      title={nameOf(card, t)}
    >
      {card.purpose || t.talk.joinText}
    </EmptyState>
  );
}
