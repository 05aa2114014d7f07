import { type KeyboardEvent, type ReactNode, type Ref, useCallback, useMemo, useState } from "react";
import type { Anchor } from "#content/index.ts";
import type { Layout } from "#kinds/form.ts";
import { t } from "./words.ts";
import css from "./workspace.module.css";

export type PanelName = "guide" | "history" | "comments" | "skip" | "flag";

/** How the person has set up the screen; kept from one item to the next. */
export interface View {
  /** The person's choice; null = as the form says. */
  layout: Layout | null;
  setLayout: (layout: Layout | null) => void;
  panel: PanelName | null;
  toggle: (panel: PanelName) => void;
  closePanel: () => void;
  /** What the guide is searched for when it opens. */
  guideQuery: string;
  /** Opens the guide at what was asked, such as a rule's number. */
  openGuide: (query: string) => void;
  /** The passage to comment on next; null: the whole. */
  passage: Anchor | null;
  /** Opens the comments to say something about a passage, or (null) lets go of it. */
  setPassage: (passage: Anchor | null) => void;
  source: boolean;
  toggleSource: () => void;
}

/** The person's set-up of the work screen in one project. */
export function useView(project: string): View {
  const key = `plumbline.layout.${project}`;
  const [layout, setLayout] = useState<Layout | null>(() => readLayout(key));
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [passage, setPassage] = useState<Anchor | null>(null);
  const [source, setSource] = useState(false);
  const [guideQuery, setGuideQuery] = useState("");
  const openGuide = useCallback((query: string) => {
    setGuideQuery(query);
    setPanel("guide");
  }, []);
  // One object as long as nothing in it changes: what hangs on it is not drawn anew at every key.
  return useMemo(
    () => ({
      layout,
      setLayout: (next) => {
        setLayout(next);
        try {
          if (next) localStorage.setItem(key, next);
          else localStorage.removeItem(key);
        } catch {
          // Without storage the choice lasts as long as the page.
        }
      },
      panel,
      toggle: (name) => {
        setGuideQuery("");
        setPanel((open) => (open === name ? null : name));
      },
      closePanel: () => {
        setPanel(null);
        setPassage(null);
      },
      guideQuery,
      openGuide,
      passage,
      setPassage: (next) => {
        setPassage(next);
        if (next) setPanel("comments");
      },
      source,
      toggleSource: () => setSource((on) => !on),
    }),
    [key, layout, panel, guideQuery, openGuide, passage, source],
  );
}

function readLayout(key: string): Layout | null {
  try {
    const stored = localStorage.getItem(key);
    return stored === "read-and-answer" || stored === "compare" || stored === "full-width" ? stored : null;
  } catch {
    return null;
  }
}

interface WorkspaceProps {
  layout: Layout;
  /** How many responses stand beside each other. */
  candidates?: number;
  material: ReactNode;
  /** What is wrong or new, above the questions. */
  notices?: ReactNode;
  children: ReactNode;
  actions: ReactNode;
  panel: ReactNode;
  answerRef?: Ref<HTMLDivElement>;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Material, questions, actions and a panel at the side, in the layout of the work at hand. */
export function Workspace(props: WorkspaceProps): ReactNode {
  const { layout, candidates = 0, material, notices, children, actions, panel, answerRef, onKeyDown } = props;
  return (
    <div className={css.workspace} data-layout={layout} data-many={candidates > 2 || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it */}
      <section className={css.material} aria-label={t("work.material")} tabIndex={0}>
        <div className={css.inside}>{material}</div>
      </section>
      <section className={css.answer} aria-label={t("work.questions")}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only lets Escape leave a text */}
        <div ref={answerRef} className={css.questions} tabIndex={-1} onKeyDown={onKeyDown}>
          <div className={css.inside}>
            {notices}
            {children}
          </div>
        </div>
        <footer className={css.actions}>{actions}</footer>
      </section>
      {panel}
    </div>
  );
}
