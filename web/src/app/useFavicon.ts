/** The tab's icon carries a mark while something is unread: it is what one sees of a tab among many. */
import { useEffect } from "react";
import { useUnread } from "../state";

const PLAIN = "/icon.svg";

export function useFavicon(): void {
  const { rooms, mentions } = useUnread();
  const icon = mentions > 0 ? "/icon-called.svg" : rooms > 0 ? "/icon-unread.svg" : PLAIN;
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (link && link.getAttribute("href") !== icon) link.href = icon;
    return () => {
      if (link) link.href = PLAIN;
    };
  }, [icon]);
}
