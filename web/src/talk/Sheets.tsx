/** What a long press on a message opens, and what is opened from there. */

import { Suspense, useMemo, useState } from "react";
import type { Message } from "../model/types";
import { lazyPart } from "../parts/lazyPart";
import type { ConversationContext } from "./conversationContext";

const ActionSheet = lazyPart(() => import("./ActionSheet"));
const ReactionsDialog = lazyPart(() => import("./ReactionsDialog"));
const AskConfirmation = lazyPart(() => import("./AskConfirmation"));
const TextDialog = lazyPart(() => import("./TextDialog"));

type Open = { readonly kind: "actions" | "reactions" | "text" | "ask"; readonly message: Message } | null;

export interface OpenSheets {
  readonly open: Open;
  close(): void;
  press(message: Message): void;
  readonly ways: {
    showReactions(message: Message): void;
    selectText(message: Message): void;
    askConfirmation(message: Message): void;
  };
}

export function useSheets(): OpenSheets {
  const [open, setOpen] = useState<Open>(null);
  return useMemo(
    () => ({
      open,
      close: () => setOpen(null),
      press: (message) => setOpen({ kind: "actions", message }),
      ways: {
        showReactions: (message) => setOpen({ kind: "reactions", message }),
        selectText: (message) => setOpen({ kind: "text", message }),
        askConfirmation: (message) => setOpen({ kind: "ask", message }),
      },
    }),
    [open],
  );
}

export function Sheets({
  conversation,
  sheets: { open, close },
}: {
  conversation: ConversationContext;
  sheets: OpenSheets;
}) {
  if (open === null) return null;
  const { kind, message } = open;
  return (
    <Suspense>
      {kind === "actions" && <ActionSheet conversation={conversation} message={message} onClose={close} />}
      {kind === "reactions" && <ReactionsDialog message={message} onClose={close} />}
      {kind === "text" && <TextDialog message={message} onClose={close} />}
      {kind === "ask" && <AskConfirmation message={message.id} onClose={close} room={conversation.room} />}
    </Suspense>
  );
}
