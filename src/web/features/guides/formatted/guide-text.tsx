import { type ReactNode, useEffect, useRef } from "react";
import { TextArea } from "../../../ui/field.tsx";
import { late } from "../../../ui/late.tsx";
import type { FormattedProps } from "./formatted-text.tsx";
import { useSource } from "./source-preference.ts";

export type GuideTextProps = Omit<FormattedProps, "source">;

const FormattedText = late<FormattedProps>(
  async () => (await import("./formatted-text.tsx")).FormattedText,
  // Until the editor has arrived nothing is typed into what it replaces; where it can't be fetched, source is enough.
  ({ source, ...text }, failed) => (failed ? source() : <SourceText {...text} readOnly />),
);

/** A text of a guide, edited as formatted or as Markdown source, whichever its editor prefers. */
export function GuideText(text: GuideTextProps): ReactNode {
  const isSource = useSource();
  const box = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  // Who switches while writing goes on writing in the same text.
  useEffect(() => {
    if (isInside.current && isSource !== undefined)
      box.current?.querySelector<HTMLElement>('[role="textbox"], textarea')?.focus();
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
      {isSource ? source() : <FormattedText {...text} source={source} />}
    </div>
  );
}

function SourceText({
  onChange,
  ...text
}: GuideTextProps & { help?: string | undefined; readOnly?: boolean }): ReactNode {
  return <TextArea {...text} onChange={(event) => onChange(event.target.value)} />;
}
