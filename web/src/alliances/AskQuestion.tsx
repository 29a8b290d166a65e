import { useState } from "react";
import type { QuestionRoom } from "../api/generated";
import type { Id } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { navigate, roomPath } from "../shell/route";
import { useSettled } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { alliances } from "./api";
import { Similar } from "./Similar";
import { useWords } from "./words";

interface AskQuestionProps {
  allianceId: Id;
  rooms: readonly QuestionRoom[];
  onClose: () => void;
}

/** Ask: what was asked before and is alike stands below while one writes. */
export function AskQuestion({ allianceId, rooms, onClose }: AskQuestionProps) {
  const w = useWords();
  const [text, setText] = useState("");
  const [room, setRoom] = useState<Id | null>(rooms[0]?.id ?? null);
  const [key] = useState(() => crypto.randomUUID());
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const settled = useSettled(text.trim(), 400);
  const isWritten = text.trim() !== "";

  function ask() {
    setAsked(true);
    if (!isWritten || room === null) return;
    return work.run(async () => {
      const message = await alliances.ask(allianceId, { room_id: room, text: text.trim(), client_key: key });
      toast.done(w.askedIt);
      onClose();
      navigate(roomPath(room, { messageId: message.id }));
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={isWritten}
      lead={w.askLead}
      onClose={onClose}
      onSubmit={ask}
      problem={work.problem}
      size="wide"
      title={w.ask}
      verb={w.ask}
    >
      <Select
        choices={rooms.map(({ id, name }) => ({ id, label: name }))}
        label={w.askIn}
        onChange={setRoom}
        value={room}
      />
      <TextField
        autoFocus
        error={asked && !isWritten ? w.questionNeeded : null}
        isRequired
        label={w.question}
        lines={5}
        maxLength={10_000}
        onChange={setText}
        placeholder={w.questionPlaceholder}
        value={text}
      />
      <Similar allianceId={allianceId} lead={w.similar} text={settled} />
    </FormDialog>
  );
}
