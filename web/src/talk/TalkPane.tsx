import type { TalkPlace } from "../state";

export interface TalkPaneProps {
  /** Where to stand; the shell keeps it in the address. */
  readonly place: TalkPlace;
  /** Go elsewhere within the talk. `replace`: do not leave a step for the back button. */
  readonly onGo: (place: TalkPlace, how?: { replace?: boolean }) => void;
  /** The absolute address of a place, for 「リンクをコピー」. */
  readonly linkTo: (place: TalkPlace) => string;
  /** One pane at a time (phone): draws a back button that calls this. */
  readonly onBack?: () => void;
  /** Opens the room's settings and the dialog to add people, which are the shell's. */
  readonly onRoomSettings: (room: string) => void;
  readonly onAddMembers: (room: string) => void;
  /** Opens the search narrowed to this room. */
  readonly onSearch: (room: string) => void;
  /** A person's card (name pressed). */
  readonly onPerson: (member: string) => void;
}

export function TalkPane(_: TalkPaneProps) {
  return null;
}
