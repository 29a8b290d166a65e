import { Suspense, useEffect, useRef } from "react";
import { BackIcon, CloseIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Room } from "../model/room";
import type { Id } from "../model/types";
import { isComposing } from "../parts/composing";
import { IconButton } from "../parts/IconButton";
import { lazyPart } from "../parts/lazyPart";
import { nameOf } from "../rooms/name";
import type { Side } from "../shell/route";
import styles from "./SidePane.module.css";
import pane from "./TalkPane.module.css";
import { useIsNarrow } from "./useIsNarrow";

const PaneDivider = lazyPart(() => import("../shell/PaneDivider"));
const ThreadPane = lazyPart(() => import("./ThreadPane"));
const MembersPane = lazyPart(() => import("./MembersPane"));
const ReadersPane = lazyPart(() => import("./ReadersPane"));
const ConfirmationsPane = lazyPart(() => import("./ConfirmationsPane"));
const FilesPane = lazyPart(() => import("./FilesPane"));

interface SidePaneProps {
  room: Room;
  side: Side;
  onClose: () => void;
  onPerson: (member: Id) => void;
  openSide: (side: Side) => void;
}

/** What stands beside the timeline; on a narrow screen, over it. Esc closes it. */
export function SidePane({ room, side, onClose, onPerson, openSide }: SidePaneProps) {
  const t = useText();
  const isNarrow = useIsNarrow();
  const heading = useRef<HTMLHeadingElement>(null);
  // One who came by keyboard goes on here.
  useEffect(() => {
    if (side.kind !== "thread") heading.current?.focus({ preventScroll: true });
  }, [side.kind]);
  return (
    <aside
      aria-label={titleOf(side, t)}
      className={pane.side}
      onKeyDown={(event) => {
        // The Esc that gives up a conversion is not ours.
        if (event.key !== "Escape" || event.defaultPrevented || isComposing(event.nativeEvent)) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.head}>
        {isNarrow && (
          <IconButton label={t.parts.back} onPress={onClose}>
            <BackIcon />
          </IconButton>
        )}
        <h2 className={styles.title} ref={heading} tabIndex={-1}>
          {titleOf(side, t)}
        </h2>
        <span className={styles.where}>{side.kind === "thread" ? nameOf(room.card, t) : ""}</span>
        {!isNarrow && (
          <IconButton label={t.parts.close} onPress={onClose}>
            <CloseIcon />
          </IconButton>
        )}
      </header>
      <Suspense fallback={<div aria-busy="true" className={styles.body} />}>
        <PaneOf onPerson={onPerson} openSide={openSide} room={room} side={side} />
      </Suspense>
      <Suspense>{!isNarrow && <PaneDivider pane="side" />}</Suspense>
    </aside>
  );
}

function PaneOf({ room, side, onPerson, openSide }: Omit<SidePaneProps, "onClose">) {
  switch (side.kind) {
    case "thread":
      return <ThreadPane onPerson={onPerson} openSide={openSide} room={room} root={side.of} />;
    case "members":
      return <MembersPane onPerson={onPerson} room={room.card} />;
    case "readers":
      return <ReadersPane message={side.of} onPerson={onPerson} room={room} />;
    case "confirmations":
      return <ConfirmationsPane message={side.of} onPerson={onPerson} room={room} />;
    case "files":
      return <FilesPane room={room.card} />;
    default:
      return side satisfies never;
  }
}

function titleOf(side: Side, t: Text): string {
  switch (side.kind) {
    case "thread":
      return t.talk.thread;
    case "members":
      return t.talk.sideMembers;
    case "readers":
      return t.talk.sideReaders;
    case "confirmations":
      return t.talk.sideConfirmations;
    case "files":
      return t.talk.sideFiles;
    default:
      return side satisfies never;
  }
}
