import { useBilingual } from "../i18n/useBilingual";
import type { Asking, RoomCard } from "../model/types";
import AskConfirmation from "./AskConfirmation";
import { words } from "./confirmationWords";

interface AskWhileWritingProps {
  room: RoomCard;
  onAsk: (asking: Asking) => void;
  onClose: () => void;
}

/** Chosen while one writes; asked when the message is sent. */
export default function AskWhileWriting(props: AskWhileWritingProps) {
  const w = useBilingual(words);
  return <AskConfirmation {...props} verb={w.askOnSending} />;
}
