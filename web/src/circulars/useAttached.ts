/** Files that are to go with a circular: sent at once, so that sending the circular is quick. */
import { useState } from "react";
import type { FileCard } from "../model/types";
import { sentenceOf } from "../parts/toasts";
import { api } from "../state";

export interface Attached {
  readonly files: readonly FileCard[];
  readonly sending: readonly string[];
  /** Why the last one was not taken. */
  readonly problem: string | null;
  readonly add: (chosen: readonly File[]) => void;
  readonly drop: (id: string) => void;
}

export function useAttached(first: readonly FileCard[], failed: string): Attached {
  const [files, setFiles] = useState(first);
  const [sending, setSending] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (file: File) => {
    setSending((before) => [...before, file.name]);
    try {
      const card = await api.upload(file, file.name, () => undefined).done;
      setFiles((before) => [...before, card]);
    } catch (error) {
      setProblem(`${file.name}: ${sentenceOf(error, failed)}`);
    } finally {
      setSending((before) => without(before, file.name));
    }
  };
  return {
    files,
    sending,
    problem,
    add: (chosen) => {
      setProblem(null);
      for (const file of chosen) void send(file);
    },
    drop: (id) => setFiles((before) => before.filter((file) => file.id !== id)),
  };
}

function without(names: readonly string[], gone: string): readonly string[] {
  const at = names.indexOf(gone);
  return names.filter((_, i) => i !== at);
}
