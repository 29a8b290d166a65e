import { useState } from "react";
import { CloseIcon, ConfirmIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Asking, RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { useNow } from "../shell/useNow";
import AskConfirmation from "./AskConfirmation";
import styles from "./ConfirmationChip.module.css";
import { words } from "./confirmationWords";

interface ConfirmationChipProps {
  room: RoomCard;
  asking: Asking;
  onChange: (asking: Asking | null) => void;
}

/** What the message that is being written will ask of its readers. */
export default function ConfirmationChip({ room, asking, onChange }: ConfirmationChipProps) {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const [changes, setChanges] = useState(false);
  const { due_at, member_ids } = asking;
  const whom = member_ids ? w.chipNamed(member_ids.length) : w.chipAll;
  return (
    <div className={styles.chip}>
      <ConfirmIcon size={16} />
      <span className={styles.what}>{w.chip(whom, due_at ? w.chipDue(whenOf(due_at, now, t)) : "")}</span>
      <Button look="quiet" onPress={() => setChanges(true)} small>
        {w.change}
      </Button>
      <IconButton label={w.drop} onPress={() => onChange(null)} small>
        <CloseIcon size={16} />
      </IconButton>
      {changes && (
        <AskConfirmation
          before={asking}
          onAsk={onChange}
          onClose={() => setChanges(false)}
          room={room}
          verb={w.askOnSending}
        />
      )}
    </div>
  );
}
