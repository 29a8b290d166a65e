import { useText } from "../i18n";
import { useBilingual } from "../i18n/useBilingual";
import type { RoomCard } from "../model/types";
import { Question } from "../parts/Question";
import { words } from "./sendWords";

interface SendQuestionProps {
  room: RoomCard;
  check: "outsiders" | "everybody";
  onYes: () => void;
  onClose: () => void;
}

/** Asked before a message goes to who may not be meant. */
export default function SendQuestion({ room, check, onYes, onClose }: SendQuestionProps) {
  const t = useText();
  const w = useBilingual(words);
  const guests = room.guest_count > 0 ? [t.talk.outsideGuests(room.guest_count)] : [];
  const who = [...guests, ...room.organizations];
  const named = who.length > 0 ? who.join(t.talk.nameSeparator) : t.shell.alliances;
  const isAll = check === "everybody";
  return (
    <Question
      onClose={onClose}
      onYes={onYes}
      title={isAll ? w.everybodyTitle(room.member_count) : w.outsidersTitle}
      verb={w.send}
    >
      {isAll ? w.everybodyText : w.outsidersText(named)}
    </Question>
  );
}
