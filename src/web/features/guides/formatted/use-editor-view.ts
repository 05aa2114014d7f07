import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { editingKeys, isFormsKey } from "./editing-keys.ts";
import type { Formatted } from "./markdown-document.ts";

interface Editing {
  host: RefObject<HTMLDivElement | null>;
  view: EditorView | null;
  state: EditorState | null;
}

/**
 * An editor inside `host`, which calls back with the Markdown after each change.
 * A newer `read` replaces only what differs, so that the caret stays where it is.
 */
export function useEditorView(
  read: Formatted,
  onChange: (written: string) => void,
  attributes: Record<string, string>,
): Editing {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);
  const changed = useEffectEvent((next: EditorState) => onChange(read.write(next.doc)));
  const create = useEffectEvent((place: HTMLElement): EditorView => {
    const created: EditorView = new EditorView(place, {
      state: EditorState.create({ doc: read.document, plugins: [...editingKeys, history()] }),
      attributes,
      handleDOMEvents: { keydown: (_, event) => isFormsKey(event) },
      dispatchTransaction(change) {
        const next = created.state.apply(change);
        created.updateState(next);
        setState(next);
        if (change.docChanged && !change.getMeta(FROM_OUTSIDE)) changed(next);
      },
    });
    return created;
  });
  useEffect(() => {
    const created = create(host.current!);
    setView(created);
    setState(created.state);
    return () => created.destroy();
  }, []);
  useEffect(() => {
    if (view) takeOver(view, read);
  }, [view, read]);
  return { host, view, state };
}

const FROM_OUTSIDE = "from-outside";

function takeOver(view: EditorView, { document }: Formatted): void {
  const { doc, tr } = view.state;
  const start = doc.content.findDiffStart(document.content);
  const end = doc.content.findDiffEnd(document.content);
  if (start === null || !end) return;
  // Where the same letters repeat, the two searches overlap.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const change = tr.replace(start, end.a + overlap, document.slice(start, end.b + overlap));
  view.dispatch(change.setMeta(FROM_OUTSIDE, true).setMeta("addToHistory", false));
}
