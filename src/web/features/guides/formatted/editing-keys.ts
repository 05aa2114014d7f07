import { baseKeymap, chainCommands, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import type { Command } from "prosemirror-state";
import { comboOf } from "../../../ui/keys.ts";
import { schema } from "./markdown-document.ts";

const { marks, nodes } = schema;
const item = nodes.list_item;

/** A line break inside a paragraph, which readers see as one. */
const breakLine: Command = (state, dispatch) => {
  if (state.selection.$from.parent.type === nodes.heading) return true;
  dispatch?.(state.tr.insertText("\n").scrollIntoView());
  return true;
};

/** Keys that the editor would take and ignore: they are for the form or dialog around it. */
export const isFormsKey = (event: KeyboardEvent): boolean => ["mod+Enter", "Escape"].includes(comboOf(event));

export const editingKeys = [
  keymap({
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-e": toggleMark(marks.code),
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Shift-Enter": breakLine,
    "Mod-]": sinkListItem(item),
    "Mod-[": liftListItem(item),
    Enter: chainCommands(splitListItem(item), baseKeymap.Enter!),
  }),
  keymap(baseKeymap),
];
