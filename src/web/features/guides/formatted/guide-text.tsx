import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import { TextArea } from "../../../ui/field.tsx";
import { late } from "../../../ui/late.tsx";
import type { FormattedProps } from "./formatted-text.tsx";
import { useSource } from "./source-preference.ts";

export type GuideTextProps = Omit<FormattedProps, "source" | "onShown">;

const FormattedText = late<FormattedProps>(
  async () => (await import("./formatted-text.tsx")).FormattedText,
  // Until the editor has arrived nothing is typed into what it replaces; where it can't be fetched, source is enough.
  ({ source, onShown: _, ...text }, failed) => (failed ? source() : <SourceText {...text} readOnly />),
);

/** A text of a guide, edited as formatted or as Markdown source, whichever its editor prefers. */
export function GuideText(text: GuideTextProps): ReactNode {
  const isSource = useSource();
  const box = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  /** Whoever is in the text when its editor is replaced goes on in the new one. */
  const takeFocus = () => {
    if (isInside.current) box.current!.querySelector<HTMLElement>('[role="textbox"], textarea')?.focus();
  };
  const sourceShown = useEffectEvent(takeFocus);
  useEffect(() => {
    if (isSource) sourceShown();
  }, [isSource]);
  const source = (note?: string) => <SourceText {...text} help={note} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      ref={box}
      onFocus={() => {
        isInside.current = true;
      }}
      onBlur={() => {
        isInside.current = false;
      }}
    >
      {isSource ? source() : <FormattedText {...text} source={source} onShown={takeFocus} />}
    </div>
  );
}

function SourceText({
  onChange,
  ...text
}: GuideTextProps & { help?: string | undefined; readOnly?: boolean }): ReactNode {
  return <TextArea {...text} onChange={(event) => onChange(event.target.value)} />;
}
