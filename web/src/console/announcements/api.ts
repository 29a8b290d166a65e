import type { AddresseePage, AnnouncementPage, AnnouncementRow, NewAnnouncement } from "../../api/generated";
import { ask } from "../../net/http";

const PATH = "/api/administration/announcements";
const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

export const announcements = {
  list: (before: string | null, signal: AbortSignal) =>
    ask<AnnouncementPage>("GET", PATH, { query: { before }, signal }),
  announce: (body: NewAnnouncement) => ask<AnnouncementRow>("POST", PATH, { body }),
  end: (id: string) => ask<AnnouncementRow>("POST", `${one(id)}/end`),
  people: (id: string, after: string | null, signal: AbortSignal) =>
    ask<AddresseePage>("GET", `${one(id)}/people`, { query: { after }, signal }),
} as const;
