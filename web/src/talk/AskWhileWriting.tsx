import { Suspense, useState } from "react";
import { ConfirmIcon } from "../design/icons";
import { useText } from "../i18n";
import { useBilingual } from "../i18n/useBilingual";
import type { RoomCard } from "../model/types";
import { IconButton } from "../parts/IconButton";
import { lazyPart } from "../parts/lazyPart";
import { words } from "./confirmationWords";
import type { Composing } from "./useComposer";

const AskConfirmation = lazyPart(() => import("./AskConfirmation"));

/** Chosen while one writes; asked when the message is sent. */
export default function AskWhileWriting({ composing, room }: { composing: Composing; room: RoomCard }) {
  const t = useText();
  const w = useBilingual(words);
  const [isOpen, setOpen] = useState(false);
  const { draft } = composing;
  if (draft.confirmation) return null;
  return (
    <>
      <IconButton label={t.talk.askConfirmation} onPress={() => setOpen(true)} small>
        <ConfirmIcon size={18} />
      </IconButton>
      {isOpen && (
        <Suspense>
          <AskConfirmation
            onAsk={(confirmation) => composing.replace({ ...draft, confirmation })}
            onClose={() => setOpen(false)}
            room={room}
            verb={w.askOnSending}
          />
        </Suspense>
      )}
    </>
  );
}
