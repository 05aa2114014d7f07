import { lift, toggleMark, wrapIn } from "prosemirror-commands";
import type { MarkType, NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { comboText } from "../../../ui/keys.ts";
import css from "./formatted-text.module.css";
import { LinkDialog } from "./link-dialog.tsx";
import { schema } from "./markdown-document.ts";
import { t } from "./words.ts";

interface Tool {
  label: string;
  sign: string;
  keys?: string;
  isOn: (state: EditorState) => boolean;
  run: Command;
}

const { marks, nodes } = schema;

const markTool = (mark: MarkType) => ({ isOn: hasMark(mark), run: toggleMark(mark) });
const blockTool = (node: NodeType, wrap: Command, unwrap: Command) => ({
  isOn: isIn(node),
  run: ((state, ...rest) => (isIn(node)(state) ? unwrap : wrap)(state, ...rest)) satisfies Command,
});
const listTool = (list: NodeType) => blockTool(list, wrapInList(list), liftListItem(nodes.list_item));

/** @param askLink asks where a new link leads */
const tools = (askLink: () => boolean): Tool[] => [
  { label: t("formatted.bold"), sign: "B", keys: "mod+b", ...markTool(marks.strong) },
  { label: t("formatted.italic"), sign: "I", keys: "mod+i", ...markTool(marks.em) },
  { label: t("formatted.code"), sign: "<>", keys: "mod+e", ...markTool(marks.code) },
  {
    label: t("formatted.link"),
    sign: "↗",
    isOn: hasMark(marks.link),
    run: (state, ...rest) =>
      hasMark(marks.link)(state) ? toggleMark(marks.link)(state, ...rest) : askLink(),
  },
  { label: t("formatted.bullets"), sign: "•", ...listTool(nodes.bullet_list) },
  { label: t("formatted.numbers"), sign: "1.", ...listTool(nodes.ordered_list) },
  { label: t("formatted.quote"), sign: "“", ...blockTool(nodes.blockquote, wrapIn(nodes.blockquote), lift) },
];

/** What formats the selected text: one stop of Tab, arrows between its buttons. */
export function Toolbar({
  view,
  state,
  field,
}: {
  view: EditorView;
  state: EditorState;
  field: string;
}): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const askLink = () => {
    setAsking(true);
    return true;
  };
  return (
    <>
      <div
        role="toolbar"
        aria-label={t("formatted.toolbar", { field })}
        className={css.toolbar}
        onKeyDown={moveFocus}
      >
        {tools(askLink).map(({ label, sign, keys, isOn, run }, n) => (
          <button
            key={label}
            type="button"
            tabIndex={n === 0 ? 0 : -1}
            aria-label={label}
            title={keys ? `${label} (${comboText(keys)})` : label}
            aria-pressed={isOn(state)}
            // The selection stays in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              run(view.state, view.dispatch, view);
              view.focus();
            }}
            data-sign={sign}
          />
        ))}
      </div>
      {isAsking && <LinkDialog view={view} onClose={() => setAsking(false)} />}
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step || event.altKey) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons.at((at + step) % buttons.length)?.focus();
  event.preventDefault();
}

function hasMark(mark: MarkType) {
  return ({ selection: { $from, from, to, empty }, storedMarks, doc }: EditorState): boolean =>
    empty ? Boolean(mark.isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, mark);
}

function isIn(node: NodeType) {
  return ({ selection: { $from } }: EditorState): boolean =>
    Array.from({ length: $from.depth }, (_, depth) => $from.node(depth + 1)).some(
      ({ type }) => type === node,
    );
}
