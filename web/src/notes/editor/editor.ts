/** The page itself: ProseMirror over a Yjs document, outside of React, which would disturb input methods. */
import { EditorState, type EditorStateConfig } from "prosemirror-state";
import { EditorView, type NodeView, type NodeViewConstructor } from "prosemirror-view";
import {
  initProseMirrorDoc,
  ySyncPlugin,
  yUndoPlugin,
  yXmlFragmentToProseMirrorRootNode,
} from "y-prosemirror";
import { applyUpdate, Doc, type XmlFragment } from "yjs";
import { fromBase64 } from "../../parts/base64";
import { type Act, actsHere, commandOf, plugins } from "./commands";
import { markKind, nodeKind } from "./kinds";
import { type OpenRoomsWords, openRoomsView } from "./openRooms";
import { picturesIn } from "./pictures";
import { isAddress, isTicked, schema } from "./schema";

/** As the server calls it. */
const ROOT = "prosemirror";

export type Here = ReadonlySet<Act | "inTable">;

export interface Editor {
  readonly doc: Doc;
  /** Draws it into an element; until then the document can be filled. */
  show(place: HTMLElement, about: Shown): void;
  act(act: Act): void;
  /** The words that are marked lead to an address; to none, they lead nowhere. */
  link(href: string | null): void;
  /** A picture that was sent, after where the cursor is. */
  picture(file: string, alt: string): void;
  /** The list of rooms one may join. */
  openRooms(): void;
  /** Write an old state over the page, as somebody would who types it. */
  restore(state: string): void;
  fill(content: unknown): void;
  end(): void;
}

interface Shown {
  readonly label: string;
  readonly tick: string;
  readonly mayWrite: boolean;
  readonly onHere: (here: Here) => void;
  readonly onPictures: (files: readonly File[]) => void;
  readonly words: OpenRoomsWords;
}

export function newEditor(): Editor {
  const doc = new Doc();
  let view: EditorView | null = null;
  const run = (act: Act) => {
    if (view === null) return;
    commandOf(act)(view.state, view.dispatch, view);
    view.focus();
  };
  const put = (kind: string, attrs: Record<string, string>) => {
    if (view === null) return;
    view.dispatch(view.state.tr.replaceSelectionWith(nodeKind(kind).create(attrs)).scrollIntoView());
    view.focus();
  };
  return {
    doc,
    show: (place, about) => {
      view = shown(doc, place, about);
    },
    act: run,
    link: (href) => {
      if (view === null) return;
      const { from, to } = view.state.selection;
      const tr = view.state.tr.removeMark(from, to, markKind("link"));
      if (href !== null && isAddress(href)) tr.addMark(from, to, markKind("link").create({ href }));
      view.dispatch(tr);
      view.focus();
    },
    picture: (file, alt) => put("picture", { file, alt }),
    openRooms: () => put("open_rooms", {}),
    restore: (state) => {
      if (view === null) return;
      const old = new Doc(); // a copy: what is read is written to
      applyUpdate(old, fromBase64(state));
      const { content } = yXmlFragmentToProseMirrorRootNode(old.getXmlFragment(ROOT), schema);
      view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, content));
    },
    fill: (content) => {
      if (view === null || view.state.doc.textContent !== "") return;
      const page = schema.nodeFromJSON(content);
      view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, page.content));
    },
    end: () => {
      view?.destroy();
      view = null;
      doc.destroy();
    },
  };
}

function shown(doc: Doc, place: HTMLElement, about: Shown): EditorView {
  const { label, tick, mayWrite, onHere, onPictures, words } = about;
  const take = (data: DataTransfer | null): boolean => {
    const files = mayWrite ? picturesIn(data) : [];
    if (files.length > 0) onPictures(files);
    return files.length > 0;
  };
  const fragment = doc.getXmlFragment(ROOT);
  const state = EditorState.create(startOf(fragment));
  return new EditorView(place, {
    state,
    editable: () => mayWrite,
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label },
    nodeViews: { check_item: checkItem(tick, mayWrite), open_rooms: openRoomsView(words) },
    handlePaste: (_view, event) => take(event.clipboardData),
    handleDrop: (_view, event) => take(event.dataTransfer),
    // Called while the view is being made, too: it is known as `this` only.
    dispatchTransaction(this: EditorView, tr) {
      this.updateState(this.state.apply(tr));
      onHere(actsHere(this.state));
    },
  });
}

/** An empty page is the editor's own first paragraph: what is no page yet is written by nobody. */
function startOf(fragment: XmlFragment): EditorStateConfig {
  const others = [yUndoPlugin(), ...plugins()];
  if (fragment.length === 0) return { schema, plugins: [ySyncPlugin(fragment), ...others] };
  const { doc, mapping } = initProseMirrorDoc(fragment, schema);
  return { doc, plugins: [ySyncPlugin(fragment, { mapping }), ...others] };
}

/** An item with a box that is ticked by a touch. */
function checkItem(label: string, mayWrite: boolean): NodeViewConstructor {
  return (node, view, getPos): NodeView => {
    const dom = document.createElement("li");
    const box = document.createElement("input");
    const contentDOM = document.createElement("div");
    box.type = "checkbox";
    box.disabled = !mayWrite;
    box.setAttribute("aria-label", label);
    box.contentEditable = "false";
    dom.append(box, contentDOM);
    const draw = (attrs: { readonly [name: string]: unknown }) => {
      box.checked = isTicked(attrs.checked);
      dom.dataset.checked = String(box.checked);
    };
    draw(node.attrs);
    box.addEventListener("change", () => {
      const at = getPos();
      if (at !== undefined) view.dispatch(view.state.tr.setNodeAttribute(at, "checked", box.checked));
    });
    return {
      dom,
      contentDOM,
      update: (next) => {
        if (next.type !== node.type) return false;
        draw(next.attrs);
        return true;
      },
      stopEvent: ({ target }) => target === box,
      ignoreMutation: (change) => !contentDOM.contains(change.target),
    };
  };
}
