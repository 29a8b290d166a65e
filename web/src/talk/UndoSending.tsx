import { useEffect, useState } from "react";
import { useBilingual } from "../i18n/useBilingual";
import type { Message } from "../model/types";
import { Button } from "../parts/Button";
import { toast } from "../parts/toasts";
import { actions } from "../state";
import { words } from "./sendWords";

/** For some seconds, beside what I have just sent. What was written goes back into the field. */
export default function UndoSending({ message, until }: { message: Message; until: number }) {
  const w = useBilingual(words);
  const [isOver, setOver] = useState(() => Date.now() >= until);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  if (isOver) return null;
  async function undo() {
    setBusy(true);
    try {
      await actions.undoSending(message);
      toast.done(w.undone);
    } catch (error) {
      setBusy(false);
      toast.problem(error, w.undoFailed);
    }
  }
  return (
    <Button busy={isBusy} look="quiet" onPress={() => void undo()} small>
      {w.undo}
    </Button>
  );
}
