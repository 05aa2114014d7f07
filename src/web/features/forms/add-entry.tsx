import type { ReactNode } from "react";
import { Menu } from "../../ui/menu.tsx";
import type { Part } from "./form-changes.ts";

interface AddEntryProps<Kind extends string> {
  part: Part;
  label: string;
  kinds: readonly { kind: Kind; title: string; help: string }[];
  onAdd(kind: Kind): void;
}

/** A menu of kinds, each with what it is for; choosing one adds it. */
export function AddEntry<Kind extends string>({ part, label, kinds, onAdd }: AddEntryProps<Kind>): ReactNode {
  return (
    <div data-add={part}>
      <Menu
        label={label}
        align="start"
        items={kinds.map(({ kind, title, help }) => ({
          label: `${title}: ${help}`,
          onSelect: () => onAdd(kind),
        }))}
      />
    </div>
  );
}
