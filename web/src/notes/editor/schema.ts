/**
 * What a note may hold. y-prosemirror deletes from the document, for everybody, what a schema does not know: this must
 * only ever grow, and the server (`kairan/notes/content.py`) must know each name first.
 */
import { type DOMOutputSpec, type NodeSpec, Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const LEVELS = [2, 3, 4] as const;
const isTicked = (value: unknown) => value === true || value === "true";

/** Only where one may go from a page of a town hall. */
export function isAddress(href: unknown): href is string {
  return typeof href === "string" && /^(https?:\/\/|mailto:)\S+$/i.test(href);
}

function pictureUrl(file: string): string {
  return `/api/files/${encodeURIComponent(file)}/content`;
}

const list = (tag: "ul" | "ol"): DOMOutputSpec => [tag, 0];

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    attrs: { level: { default: 2 } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: [
      { tag: "h1", attrs: { level: 2 } },
      ...LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    ],
    toDOM: ({ attrs }) => [`h${LEVELS.find((level) => level === Number(attrs.level)) ?? 2}`, 0],
  },
  blockquote: {
    content: "block+",
    group: "block",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  code_block: {
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
    toDOM: () => ["pre", ["code", 0]],
  },
  picture: {
    attrs: { file: { default: "" }, alt: { default: "" } },
    group: "block",
    atom: true,
    draggable: true,
    parseDOM: [
      {
        tag: "img[data-file]",
        getAttrs: (dom) => ({ file: dom.getAttribute("data-file"), alt: dom.getAttribute("alt") ?? "" }),
      },
    ],
    toDOM: ({ attrs }) => {
      const [file, alt] = [String(attrs.file), String(attrs.alt)];
      return ["img", { "data-file": file, src: pictureUrl(file), alt, loading: "lazy" }];
    },
  },
  /** Drawn by the editor: the rooms one may join, as they are when one looks. */
  open_rooms: {
    group: "block",
    atom: true,
    parseDOM: [{ tag: "div[data-open-rooms]" }],
    toDOM: () => ["div", { "data-open-rooms": "" }],
  },
  horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  bullet_list: {
    content: "(list_item | check_item)+",
    group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => list("ul"),
  },
  ordered_list: {
    attrs: { order: { default: 1 } },
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ol" }],
    toDOM: ({ attrs }) => ["ol", { start: Number(attrs.order) || 1 }, 0],
  },
  list_item: {
    content: "paragraph block*",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  check_item: {
    attrs: { checked: { default: false } },
    content: "paragraph block*",
    defining: true,
    parseDOM: [
      {
        tag: "li[data-checked]",
        priority: 60,
        getAttrs: (dom) => ({ checked: dom.getAttribute("data-checked") === "true" }),
      },
    ],
    toDOM: ({ attrs }) => ["li", { "data-checked": String(isTicked(attrs.checked)) }, 0],
  },
  ...tableNodes({ tableGroup: "block", cellContent: "paragraph+", cellAttributes: {} }),
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
};

export const schema = new Schema({
  nodes,
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (dom) => {
            const href = dom.getAttribute("href");
            return isAddress(href) ? { href } : false;
          },
        },
      ],
      toDOM: ({ attrs }) => [
        "a",
        isAddress(attrs.href) ? { href: attrs.href, rel: "noopener noreferrer", target: "_blank" } : {},
        0,
      ],
    },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    strike: { parseDOM: [{ tag: "s" }, { tag: "del" }], toDOM: () => ["s", 0] },
    code: { parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
  },
});

export { isTicked };
