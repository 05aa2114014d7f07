import { type ReactNode, useEffect, useRef } from "react";
import { type Anchor, resolveSpan } from "#content/index.ts";
import { rangeOf, type SourceOf } from "../../kinds/passage.ts";
import css from "./discussions.module.css";
import { t } from "./words.ts";

interface QuoteProps {
  anchor: Anchor;
  sourceOf: SourceOf;
  /** Lead to the passage as soon as it is shown. */
  lead?: boolean;
}

/** The passage that a thread is about; a press leads to it and marks it. */
export function QuotedPassage({ anchor, sourceOf, lead = false }: QuoteProps): ReactNode {
  const led = useRef(false);
  useEffect(() => {
    const leadThere = () => {
      led.current ||= showPassage(anchor, sourceOf);
      if (led.current) observer.disconnect();
    };
    const observer = new MutationObserver(leadThere); // texts are drawn when their renderer has come
    if (!lead || led.current) return;
    observer.observe(document.body, { childList: true, subtree: true });
    leadThere();
    return () => observer.disconnect();
  }, [lead, anchor, sourceOf]);
  if (!anchor.span) return null;
  const { quotation } = anchor.span;
  if (!found(anchor, sourceOf)) {
    return (
      <blockquote className={css.quote} dir="auto">
        {quotation} <span className={css.muted}>{t("discussions.passageGone")}</span>
      </blockquote>
    );
  }
  return (
    <button
      type="button"
      className={css.quote}
      dir="auto"
      title={t("discussions.passageShow")}
      onClick={() => showPassage(anchor, sourceOf)}
    >
      {quotation}
    </button>
  );
}

/** The anchor with its span where the passage stands now; null where the text no longer holds it. */
function found(anchor: Anchor, sourceOf: SourceOf): Anchor | null {
  const source = sourceOf(anchor.place);
  if (source === null || !anchor.span) return source === null ? null : anchor;
  const span = resolveSpan(source, anchor.span);
  return span && { ...anchor, span };
}

/** Scrolls to a passage and marks it, until another is. Returns whether it is on the page. */
function showPassage(anchor: Anchor, sourceOf: SourceOf): boolean {
  const here = found(anchor, sourceOf);
  const range = here && rangeOf(document, here, sourceOf);
  if (!range) return false;
  // Where a browser cannot mark without changing the page, the passage is selected.
  if (typeof Highlight === "function") CSS.highlights.set("passage", new Highlight(range));
  else document.getSelection()?.setBaseAndExtent(...ends(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "center" });
  return true;
}

const ends = (range: Range) =>
  [range.startContainer, range.startOffset, range.endContainer, range.endOffset] as const;
