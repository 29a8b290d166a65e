import type { Text } from "../text";

export const parts: Text["parts"] = {
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  saving: "Saving",
  back: "Back",
  more: "More actions",
  copy: "Copy",
  copied: "Copied.",
  clear: "Clear",
  loading: "Loading",
  loadMore: "Show more",
  retry: "Try again",
  required: "Required",
  optional: "Optional",
  guest: "Guest",
  unreadCount: (n) => `${n} unread`,
  mentionCount: (n) => `${n} for you`,
  people: (n) => (n === 1 ? "1 person" : `${n} people`),
  person: (name, section) => `${name} (${section})`,
};
