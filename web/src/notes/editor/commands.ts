/** What the keyboard and the toolbar do. */
import {
  baseKeymap,
  chainCommands,
  exitCode,
  lift,
  setBlockType,
  toggleMark,
  wrapIn,
} from "prosemirror-commands";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { Fragment, type Node } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState, Plugin } from "prosemirror-state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
} from "prosemirror-tables";
import { redo, undo } from "y-prosemirror";
import { markKind, nodeKind } from "./kinds";

export type Act =
  | "heading"
  | "strong"
  | "strike"
  | "bullets"
  | "numbers"
  | "checks"
  | "quote"
  | "code"
  | "table"
  | "rowAfter"
  | "columnAfter"
  | "dropRow"
  | "dropColumn"
  | "dropTable"
  | "undo"
  | "redo";

const item = nodeKind("list_item");
const check = nodeKind("check_item");
const paragraph = nodeKind("paragraph");

const COMMANDS: Readonly<Record<Act, Command>> = {
  heading: toggleBlock("heading"),
  strong: toggleMark(markKind("strong")),
  strike: toggleMark(markKind("strike")),
  bullets: toggleList("bullet_list"),
  numbers: toggleList("ordered_list"),
  checks: toggleChecks,
  quote: (state, dispatch) =>
    isWithin(state, "blockquote") ? lift(state, dispatch) : wrapIn(nodeKind("blockquote"))(state, dispatch),
  code: toggleBlock("code_block"),
  table: insertTable,
  rowAfter: addRowAfter,
  columnAfter: addColumnAfter,
  dropRow: deleteRow,
  dropColumn: deleteColumn,
  dropTable: deleteTable,
  undo,
  redo,
};

export function commandOf(act: Act): Command {
  return COMMANDS[act];
}

/** What holds where the cursor stands: the toolbar's buttons are pressed by it. */
export function actsHere(state: EditorState): ReadonlySet<Act | "inTable"> {
  const found = new Set<Act | "inTable">();
  if (isWithin(state, "heading")) found.add("heading");
  if (isWithin(state, "code_block")) found.add("code");
  if (isWithin(state, "blockquote")) found.add("quote");
  if (isWithin(state, "check_item")) found.add("checks");
  else if (isWithin(state, "bullet_list")) found.add("bullets");
  if (isWithin(state, "ordered_list")) found.add("numbers");
  if (hasMark(state, "strong")) found.add("strong");
  if (hasMark(state, "strike")) found.add("strike");
  if (isInTable(state)) found.add("inTable");
  return found;
}

function isWithin({ selection: { $from } }: EditorState, name: string): boolean {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true;
  return false;
}

function hasMark({ selection: { empty, from, to, $from }, storedMarks, doc }: EditorState, name: string) {
  const kind = markKind(name);
  if (empty) return kind.isInSet(storedMarks ?? $from.marks()) !== undefined;
  return doc.rangeHasMark(from, to, kind);
}

function toggleBlock(name: "heading" | "code_block"): Command {
  return (state, dispatch) =>
    setBlockType(isWithin(state, name) ? paragraph : nodeKind(name))(state, dispatch);
}

function toggleList(name: "bullet_list" | "ordered_list"): Command {
  return (state, dispatch) =>
    isWithin(state, name)
      ? chainCommands(liftListItem(item), liftListItem(check))(state, dispatch)
      : wrapInList(nodeKind(name))(state, dispatch);
}

/** Items become check boxes and back; what is no list becomes one. */
function toggleChecks(state: EditorState, dispatch?: (tr: EditorState["tr"]) => void): boolean {
  const { from, to } = state.selection;
  const [before, after] = isWithin(state, "check_item") ? [check, item] : [item, check];
  const tr = state.tr;
  state.doc.nodesBetween(from, to, (node, at, parent) => {
    if (node.type === before && parent?.type.name === "bullet_list") tr.setNodeMarkup(at, after);
  });
  if (tr.docChanged) {
    dispatch?.(tr);
    return true;
  }
  const $at = state.selection.$from;
  if ($at.parent.type !== paragraph || isInTable(state)) return false;
  const list = nodeKind("bullet_list").create(null, check.create(null, $at.parent));
  dispatch?.(state.tr.replaceRangeWith($at.before(), $at.after(), list));
  return true;
}

const ROWS = 3;

function insertTable(state: EditorState, dispatch?: (tr: EditorState["tr"]) => void): boolean {
  if (isInTable(state)) return false;
  const row = (name: string): Node => {
    const cells = Array.from({ length: ROWS }, () => nodeKind(name).createChecked(null, paragraph.create()));
    return nodeKind("table_row").createChecked(null, Fragment.from(cells));
  };
  const rows = [row("table_header"), row("table_cell"), row("table_cell")];
  dispatch?.(state.tr.replaceSelectionWith(nodeKind("table").createChecked(null, rows)).scrollIntoView());
  return true;
}

const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodeKind("hard_break").create()).scrollIntoView());
  return true;
});

/** Tab moves between cells only: elsewhere it leaves the page, as people without a mouse need it. */
export function plugins(): Plugin[] {
  return [
    inputRules({
      rules: [
        textblockTypeInputRule(/^(#{1,3})[ \u3000]$/, nodeKind("heading"), ([, signs]) => ({
          level: (signs?.length ?? 1) + 1,
        })),
        wrappingInputRule(/^[-*・][ \u3000]$/, nodeKind("bullet_list")),
        wrappingInputRule(/^(\d+)\.[ \u3000]$/, nodeKind("ordered_list"), ([, first]) => ({
          order: Number(first),
        })),
        wrappingInputRule(/^>[ \u3000]$/, nodeKind("blockquote")),
        textblockTypeInputRule(/^```$/, nodeKind("code_block")),
        new InputRule(/^---$/, (state, _match, start) => {
          const $start = state.doc.resolve(start);
          return state.tr.replaceRangeWith(
            $start.before(),
            $start.after(),
            nodeKind("horizontal_rule").create(),
          );
        }),
      ],
    }),
    keymap({
      "Mod-z": undo,
      "Mod-y": redo,
      "Mod-Shift-z": redo,
      "Mod-b": COMMANDS.strong,
      "Shift-Enter": breakLine,
      Enter: chainCommands(splitListItem(item), splitListItem(check, { checked: false })),
      "Mod-]": chainCommands(sinkListItem(item), sinkListItem(check)),
      "Mod-[": chainCommands(liftListItem(item), liftListItem(check)),
      Tab: goToNextCell(1),
      "Shift-Tab": goToNextCell(-1),
    }),
    keymap(baseKeymap),
    tableEditing(),
  ];
}
