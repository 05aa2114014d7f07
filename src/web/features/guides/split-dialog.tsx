import { type ReactNode, useState } from "react";
import type { EntryContent } from "#guide/entry.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea, TextInput } from "../../ui/field.tsx";
import { api } from "./api.ts";
import type { Numbered } from "./draft-state.ts";
import css from "./guides.module.css";
import { textOf, withText } from "./main-text.ts";
import { useSuggest } from "./together/use-suggest.tsx";
import { t as together } from "./together/words.ts";
import type { Draft } from "./use-draft.ts";
import type { RulingInDraft } from "./use-ruling.ts";
import { t } from "./words.ts";

interface SplitProps {
  draft: Draft;
  entry: Numbered;
  /** What the second part begins with. */
  ruling: RulingInDraft | null;
  /** Suggests the split instead. */
  suggests: boolean;
  onClose: () => void;
}

/** Splits an entry in two: its paragraphs are dealt out, and both texts can be edited. */
export function SplitDialog({
  draft,
  entry: { id, revision, content, number },
  ruling,
  suggests,
  onClose,
}: SplitProps): ReactNode {
  const paragraphs = textOf(content).split(/\n\s*\n/);
  const half = ruling ? paragraphs.length : Math.ceil(paragraphs.length / 2);
  const [titles, setTitles] = useState([content.title, ""]);
  const [texts, setTexts] = useState([
    paragraphs.slice(0, half).join("\n\n"),
    ruling ? ruling.text : paragraphs.slice(half).join("\n\n"),
  ]);
  const parts = titles.map((title, n) => partOf(content, n, title, texts[n]!));
  const ready = titles.every((title) => title.trim() !== "");
  const suggest = useSuggest(draft, onClose);
  const split = async () => {
    if (suggests) return suggest.send({ act: "split", entry: id, base: revision, parts });
    const params = { guide: draft.guide.id, entry: id };
    if (await draft.run(() => api.guideDrafts.splitEntry({ params, body: { base: revision, parts } }))) {
      ruling?.note();
      onClose();
    }
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("guides.splitOf", { number, title: content.title })}
      confirm={
        <Button look="primary" disabled={!ready} busy={suggest.busy} onClick={() => void split()}>
          {suggests ? together("together.suggestSend") : t("guides.split")}
        </Button>
      }
    >
      <p className={css.muted}>{t("guides.splitHelp")}</p>
      <div className={css.pair}>
        {titles.map((title, n) => (
          <fieldset key={n === 0 ? "first" : "second"} className={css.group}>
            <legend>{t(n === 0 ? "guides.splitFirst" : "guides.splitSecond")}</legend>
            <TextInput
              label={t("guides.title")}
              value={title}
              maxLength={300}
              onChange={(event) => setTitles(replaced(titles, n, event.target.value))}
            />
            <TextArea
              label={t(content.kind === "rule" ? "guides.statement" : "guides.definition")}
              rows={8}
              value={texts[n]}
              onChange={(event) => setTexts(replaced(texts, n, event.target.value))}
            />
          </fieldset>
        ))}
      </div>
      {suggests && suggest.field}
    </Dialog>
  );
}

const replaced = (list: string[], at: number, value: string) =>
  list.map((one, n) => (n === at ? value : one));

/** The first part keeps everything else that the entry says; the second begins with its settings alone. */
function partOf(content: EntryContent, n: number, title: string, text: string): EntryContent {
  const part = withText({ ...content, title }, text);
  if (n === 0 || part.kind !== "rule") return part;
  return { ...part, isNot: "", why: "", whenInDoubt: "", examples: [], policy: null };
}
