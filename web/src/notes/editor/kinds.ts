/** The kinds of the schema by name; a name that is none is a bug of ours, and says so at once. */
import type { MarkType, NodeType } from "prosemirror-model";
import { schema } from "./schema";

export function nodeKind(name: string): NodeType {
  const found = schema.nodes[name];
  if (found === undefined) throw new Error(`no node ${name}`);
  return found;
}

export function markKind(name: string): MarkType {
  const found = schema.marks[name];
  if (found === undefined) throw new Error(`no mark ${name}`);
  return found;
}
