import { memo, type ReactNode } from "react";
import type { Layout } from "#kinds/form.ts";
import { FieldPanel } from "../../../kinds/field.tsx";
import { ShowSource } from "../../../kinds/markdown.tsx";
import { type Held, languageOf } from "../keeping/held.ts";

/** What there is to read, field by field as the form says. Typing an answer does not draw it anew. */
export const MaterialView = memo(
  function MaterialView({
    held,
    layout,
    source,
  }: {
    held: Held;
    layout: Layout;
    source: boolean;
  }): ReactNode {
    const { assignment, form } = held;
    return (
      <ShowSource value={source}>
        {form.fields.map((field) => (
          <FieldPanel
            key={field.name}
            field={field}
            material={assignment.material}
            attributes={assignment.attributes}
            language={languageOf(assignment)}
            compare={layout === "compare"}
          />
        ))}
      </ShowSource>
    );
  },
  (a, b) => a.held.assignment === b.held.assignment && a.layout === b.layout && a.source === b.source,
);
