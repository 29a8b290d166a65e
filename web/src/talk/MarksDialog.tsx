import { type ReactNode, useCallback, useState } from "react";
import type { Messages } from "../api/generated";
import { CloseIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Id, Message } from "../model/types";
import { markingApi } from "../net/markingApi";
import { Dialog } from "../parts/Dialog";
import { IconButton } from "../parts/IconButton";
import { Tabs } from "../parts/Tabs";
import { nameOf } from "../rooms/name";
import { Answered } from "../shell/Answered";
import { Link } from "../shell/Link";
import { roomPath } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useRoom } from "../state";
import styles from "./MarksDialog.module.css";
import { words } from "./markingWords";

type Tab = "pins" | "questions" | "solved" | "bookmarks";

/** What is kept at hand: by the room, and by oneself. */
export default function MarksDialog({ roomId, onClose }: { roomId: Id; onClose: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const room = useRoom(roomId);
  const [tab, setTab] = useState<Tab>("pins");
  const pins = useCallback((signal: AbortSignal) => markingApi.pins(roomId, signal), [roomId]);
  const open = useCallback((signal: AbortSignal) => markingApi.questions(roomId, "open", signal), [roomId]);
  const solved = useCallback(
    (signal: AbortSignal) => markingApi.questions(roomId, "solved", signal),
    [roomId],
  );
  const own = useCallback((signal: AbortSignal) => markingApi.bookmarks(null, signal), []);
  if (room === null) return null;
  const tabs = [
    { id: "pins" as const, label: w.pins, panel: <Found ask={pins} none={w.noPins} onClose={onClose} /> },
    {
      id: "questions" as const,
      label: w.questions,
      panel: <Found ask={open} none={w.noQuestions} onClose={onClose} />,
    },
    {
      id: "solved" as const,
      label: w.solved,
      panel: <Found ask={solved} none={w.noSolved} onClose={onClose} />,
    },
    {
      id: "bookmarks" as const,
      label: w.bookmarks,
      panel: <Found ask={own} isOwn none={w.noBookmarks} onClose={onClose} />,
    },
  ];
  return (
    <Dialog lead={nameOf(room, t)} onClose={onClose} title={w.title}>
      <Tabs chosen={tab} label={w.title} onChoose={setTab} tabs={tabs} />
    </Dialog>
  );
}

interface FoundProps {
  ask: (signal: AbortSignal) => Promise<Messages>;
  none: string;
  /** One's own bookmarks, over all rooms. */
  isOwn?: boolean;
  onClose: () => void;
}

function Found({ ask, none, isOwn = false, onClose }: FoundProps) {
  const w = useBilingual(words);
  const answer = useAnswer(ask);
  return (
    <Answered answer={answer} failed={w.failed}>
      {({ messages, people }) =>
        messages.length === 0 ? (
          <p className={styles.none}>{none}</p>
        ) : (
          <ul className={styles.list}>
            {messages.map((message) => (
              <Row
                author={people.find(({ id }) => id === message.author_id)?.name ?? ""}
                isOwn={isOwn}
                key={message.id}
                message={message}
                onChanged={answer.again}
                onClose={onClose}
              />
            ))}
          </ul>
        )
      }
    </Answered>
  );
}

interface RowProps {
  message: Message;
  author: string;
  isOwn: boolean;
  onChanged: () => void;
  onClose: () => void;
}

function Row({ message, author, isOwn, onChanged, onClose }: RowProps): ReactNode {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const room = useRoom(message.room_id);
  const work = useWork();
  const forget = () =>
    work.run(async () => {
      await markingApi.forgetBookmark(message.id);
      onChanged();
    });
  const where = isOwn && room !== null ? [nameOf(room, t)] : [];
  return (
    <li className={styles.item}>
      <Link
        className={styles.link}
        onClick={onClose}
        to={roomPath(message.room_id, { messageId: message.id })}
      >
        <span className={styles.who}>{[...where, author, whenOf(message.at, now, t)].join("　")}</span>
        <span className={styles.text}>
          {message.text === "" ? w.files(message.files.length) : message.text}
        </span>
      </Link>
      {isOwn && (
        <IconButton label={w.forget} onPress={() => void forget()} small>
          <CloseIcon size={16} />
        </IconButton>
      )}
    </li>
  );
}
