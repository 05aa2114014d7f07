import { type ReactNode, useState } from "react";
import type { EntryContent } from "#guide/entry.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select, TextArea, TextInput } from "../../ui/field.tsx";
import { api } from "./api.ts";
import type { Numbered } from "./draft-state.ts";
import css from "./guides.module.css";
import { textOf, withText } from "./main-text.ts";
import { useSuggest } from "./together/use-suggest.tsx";
import { t as together } from "./together/words.ts";
import type { Draft } from "./use-draft.ts";
import { t } from "./words.ts";

interface MergeProps {
  draft: Draft;
  entry: Numbered;
  /** Suggests the merger instead. */
  suggests: boolean;
  onSelect: (id: string) => void;
  onClose: () => void;
}

/** Merges another entry of the same kind into this one; both texts are joined to be edited. */
export function MergeDialog({ draft, entry, suggests, onSelect, onClose }: MergeProps): ReactNode {
  const { id, revision, content, number } = entry;
  const others = draft.live.filter((one) => one.content.kind === content.kind && one.id !== id);
  const at = draft.live.findIndex((one) => one.id === id);
  const [chosen, setChosen] = useState(
    () => (others.find((one) => draft.live.indexOf(one) > at) ?? others.at(-1))?.id ?? "",
  );
  const other = others.find((one) => one.id === chosen);
  const [title, setTitle] = useState(content.title);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? [content, ...(other ? [other.content] : [])].map(textOf).filter(Boolean).join("\n\n");
  const suggest = useSuggest(draft, onClose);
  const merge = async () => {
    const body = {
      base: revision,
      others: [{ id: other!.id, base: other!.revision }],
      content: withText({ ...joined(content, other!.content), title }, text),
    };
    if (suggests) return suggest.send({ act: "merge", entry: id, ...body });
    const params = { guide: draft.guide.id, entry: id };
    const done = await draft.run(async () => {
      const changed = await api.guideDrafts.mergeEntries({ params, body });
      const survivor = changed.entries.find(
        ({ id: one, retired }) => (one === id || one === chosen) && retired === null,
      );
      if (survivor) onSelect(survivor.id);
      return changed;
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("guides.mergeOf", { number, title: content.title })}
      confirm={
        <Button
          look="primary"
          disabled={!other || title.trim() === ""}
          busy={suggest.busy}
          onClick={() => void merge()}
        >
          {suggests ? together("together.suggestSend") : t("guides.merge")}
        </Button>
      }
    >
      <p className={css.muted}>{t("guides.mergeHelp")}</p>
      <Select
        label={t("guides.mergeWith")}
        value={chosen}
        onChange={(event) => {
          setChosen(event.target.value);
          setTyped(null);
        }}
      >
        {others.map((one) => (
          <option key={one.id} value={one.id}>
            {`${one.number} ${one.content.title}`}
          </option>
        ))}
      </Select>
      <TextInput
        label={t("guides.title")}
        value={title}
        maxLength={300}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={t(content.kind === "rule" ? "guides.statement" : "guides.definition")}
        rows={10}
        value={text}
        onChange={(event) => setTyped(event.target.value)}
      />
      {suggests && suggest.field}
    </Dialog>
  );
}

const TEXTS = ["isNot", "why", "whenInDoubt"] as const;

/** Everything that both say beside their titles and main texts. */
function joined(one: EntryContent, other: EntryContent): EntryContent {
  if (one.kind === "term" && other.kind === "term")
    return { ...one, avoid: [...new Set([...one.avoid, ...other.avoid])] };
  if (one.kind !== "rule" || other.kind !== "rule") return one;
  const texts = TEXTS.map((field) => [field, [one[field], other[field]].filter(Boolean).join("\n\n")]);
  return {
    ...one,
    ...Object.fromEntries(texts),
    examples: [...one.examples, ...other.examples],
    policy: one.policy ?? other.policy,
  };
}
