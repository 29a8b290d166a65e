import type { Id } from "../model/types";
import type { Side } from "../shell/route";

export interface TalkPaneProps {
  readonly roomId: Id;
  /** Show this message (a permalink); null: where I left off. */
  readonly messageId: Id | null;
  /** What stands beside the timeline; on a narrow screen it covers it. */
  readonly side: Side | null;
  /** Given where one pane shows at a time (phone): draws a back button. */
  readonly onBack?: () => void;
  /** The shell's dialogs: the room's settings, adding people, a person's card. */
  readonly onRoomSettings: (room: Id) => void;
  readonly onAddMembers: (room: Id) => void;
  readonly onPerson: (member: Id) => void;
}

/** Moves within the talk go through `shell/route` (`navigate(roomPath(…))`), so the back button works. */
export function TalkPane(_: TalkPaneProps) {
  return null;
}
