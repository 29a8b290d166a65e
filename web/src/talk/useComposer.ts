/** What stands in one composer: the draft of its conversation, or a message being edited. */
import { useCallback, useEffect, useRef, useState } from "react";
import { text as words } from "../i18n";
import { type Draft, EMPTY_DRAFT, isEmpty, isSame, readyToSend, typed } from "../model/draft";
import { allows } from "../model/may";
import type { Id, Message, RoomCard } from "../model/types";
import { toast } from "../parts/toasts";
import { actions, useDraft, useMe, useUploads } from "../state";
import { sizeOf } from "./files";

export interface Composing {
  readonly draft: Draft;
  /** Set while a message is being edited. */
  readonly edited: Message | null;
  readonly maySend: boolean;
  readonly isSaving: boolean;
  write(text: string): void;
  replace(draft: Draft): void;
  send(): void;
  cancelEdit(): void;
  attach(files: readonly File[]): void;
  removeFile(file: Id): void;
}

export function useComposer(
  { id: room, room_class }: Pick<RoomCard, "id" | "room_class">,
  root: Id | null,
  edited: Message | null,
  onEdited: () => void,
  onSent: () => void,
): Composing {
  const { limits, upto } = useMe();
  const mayAttach = allows(upto, "attach", { room_class });
  const kept = useDraft(room, root);
  const uploads = useUploads(room, root);
  const [rewording, setRewording] = useState<Draft>(EMPTY_DRAFT);
  const [isSaving, setSaving] = useState(false);
  const draft = edited === null ? kept : rewording;
  const isUploading = uploads.some((upload) => upload.failure === null);
  const isTooLong = lengthOf(draft.text) > limits.text;
  const maySend = !isTooLong && !isSaving && (!isEmpty(draft) || (edited === null && isUploading));

  useEffect(() => {
    if (edited) setRewording({ text: edited.text, mentions: edited.mentions, files: [] });
  }, [edited]);

  const replace = useCallback(
    (next: Draft) => {
      if (edited) setRewording(next);
      else actions.saveDraft(room, root, next);
    },
    [room, root, edited],
  );

  const post = useCallback(() => {
    actions.send(room, root, latestDraft.current);
    onSent();
  }, [room, root, onSent]);

  const latestDraft = useRef(draft);
  useEffect(() => {
    latestDraft.current = draft;
  });
  async function save(message: Message) {
    const { text, mentions } = readyToSend(rewording);
    const isChanged = !isSame(message, { text, mentions });
    setSaving(true);
    try {
      if (isChanged) await actions.editMessage(room, message.id, text, mentions);
      onEdited();
    } catch (error) {
      toast.problem(error, words().talk.editFailed);
    } finally {
      setSaving(false);
    }
  }

  return {
    draft,
    edited,
    maySend,
    isSaving,
    write: (text) => {
      replace(typed(draft, text));
      if (edited === null && text !== "") actions.tellTyping(room);
    },
    replace,
    send: () => {
      if (!maySend) return;
      if (edited) void save(edited);
      else post();
    },
    cancelEdit: onEdited,
    attach: (files) => {
      if (edited || !mayAttach) return;
      attachAll(room, root, files, draft.files.length + uploads.length, limits);
    },
    removeFile: (file) => replace({ ...draft, files: draft.files.filter((each) => each.id !== file) }),
  };
}

function attachAll(
  room: Id,
  root: Id | null,
  files: readonly File[],
  present: number,
  limits: { files: number; file_bytes: number },
): void {
  const t = words().talk;
  if (present + files.length > limits.files) toast.news(t.tooManyFiles(limits.files));
  for (const file of files.slice(0, Math.max(0, limits.files - present))) {
    if (file.size > limits.file_bytes) toast.news(t.fileTooBig(file.name, sizeOf(limits.file_bytes)));
    else actions.attach(room, root, file);
  }
}

/** Characters as a person counts them; exact only where it matters, near the limit. */
export function lengthOf(text: string): number {
  if (text.length < 5_000 || typeof Intl.Segmenter === "undefined") return [...text].length;
  let n = 0;
  for (const _ of new Intl.Segmenter("ja").segment(text)) n += 1;
  return n;
}
