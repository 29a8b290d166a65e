/** The rooms one may join, in a note: asked for when one looks, so that nobody keeps the list by hand. */
import type { NodeViewConstructor } from "prosemirror-view";
import { navigate } from "../../shell/route";
import { api } from "../../state";

export interface OpenRoomsWords {
  readonly openRooms: string;
  readonly noOpenRooms: string;
  readonly openRoomsFailed: string;
  readonly toOpenRooms: string;
  readonly inRoom: (count: number) => string;
}

const PATH = "/rooms/open";

export function openRoomsView(w: OpenRoomsWords): NodeViewConstructor {
  return () => {
    const dom = document.createElement("section");
    dom.dataset.openRooms = "";
    dom.contentEditable = "false";
    dom.setAttribute("aria-label", w.openRooms);
    const giveUp = new AbortController();
    void draw(dom, w, giveUp.signal);
    return { dom, ignoreMutation: () => true, stopEvent: () => true, destroy: () => giveUp.abort() };
  };
}

async function draw(dom: HTMLElement, w: OpenRoomsWords, signal: AbortSignal): Promise<void> {
  const heading = element("p", w.openRooms);
  heading.append(" ", linkTo(w.toOpenRooms));
  dom.replaceChildren(heading);
  try {
    const { rooms } = await api.openRooms("", null, signal);
    if (rooms.length === 0) dom.append(element("p", w.noOpenRooms));
    else dom.append(listOf(rooms, w));
  } catch {
    if (!signal.aborted) dom.append(element("p", w.openRoomsFailed));
  }
}

interface Room {
  readonly name: string | null;
  readonly purpose: string;
  readonly member_count: number;
}

function listOf(rooms: readonly Room[], w: OpenRoomsWords): HTMLElement {
  const list = document.createElement("ul");
  for (const room of rooms) {
    const row = element("li", `${room.name ?? ""}　${w.inRoom(room.member_count)}`);
    if (room.purpose !== "") row.append(element("div", room.purpose));
    list.append(row);
  }
  return list;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function linkTo(text: string): HTMLElement {
  const link = document.createElement("a");
  link.href = PATH;
  link.textContent = text;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    navigate(PATH);
  });
  return link;
}
