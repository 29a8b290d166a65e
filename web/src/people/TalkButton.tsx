import { useState } from "react";
import { TalkIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Person } from "../model/types";
import { Button } from "../parts/Button";
import { toast } from "../parts/toasts";
import { closeDialog } from "../shell/dialogs";
import { navigate, roomPath } from "../shell/route";
import { actions } from "../state";

interface TalkButtonProps {
  person: Person;
  small?: boolean;
  look?: "primary" | "plain" | "quiet";
}

/** Opens direct talk with somebody: the one there is, or a new one. */
export function TalkButton({ person, small = false, look = "plain" }: TalkButtonProps) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  async function open() {
    setBusy(true);
    try {
      const room = await actions.openDirect([person.id]);
      closeDialog();
      navigate(roomPath(room.id));
    } catch (error) {
      toast.problem(error, t.shell.failed);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      aria-label={`${t.people.talk}: ${person.name}`}
      busy={busy}
      icon={<TalkIcon size={18} />}
      look={look}
      onPress={open}
      small={small}
    >
      {t.people.talk}
    </Button>
  );
}
