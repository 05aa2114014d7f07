import { type ReactNode, useState } from "react";
import { directionOf } from "#content/index.ts";
import type { EntryTranslation } from "#contract/guide-translations.ts";
import { type Translation, textsOf } from "#guide/translation.ts";
import { WordDiff } from "../../../kinds/diff.tsx";
import { Markdown } from "../../../kinds/markdown.tsx";
import { Button } from "../../../ui/button.tsx";
import { TextArea } from "../../../ui/field.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import type { Numbered } from "../draft-state.ts";
import css from "../guides.module.css";
import { useChange } from "./api.ts";
import { BehindBadge } from "./behind-badge.tsx";
import { t } from "./words.ts";

const FIELDS = ["title", "text", "isNot", "why", "whenInDoubt"] as const;

interface CardProps {
  guide: string;
  entry: Numbered;
  language: string;
  found: EntryTranslation | undefined;
  mayTranslate: boolean;
}

/** One entry: its number and how its translation stands; opened, the text, what changed in it, and the translation. */
export function EntryTranslationCard(props: CardProps): ReactNode {
  const { entry, found } = props;
  const [open, setOpen] = useState(false);
  return (
    <details className={css.translation} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{entry.number}</b> <span dir="auto">{entry.content.title}</span>{" "}
        <BehindBadge behind={found ? found.behind : null} />
      </summary>
      {open && <Editor key={found?.at ?? ""} {...props} />}
    </details>
  );
}

function Editor({ guide, entry, language, found, mayTranslate }: CardProps): ReactNode {
  const source = textsOf(entry.content);
  const before = found ? textsOf(found.source) : source;
  const empty: Translation = { title: "", text: "", isNot: "", why: "", whenInDoubt: "" };
  const [texts, setTexts] = useState<Translation>(found?.translation ?? empty);
  const { mutate, isPending, error } = useChange("guideTranslations", "save", {
    onDone: () => toast(t("translations.saved")),
  });
  const save = () =>
    mutate({
      params: { guide, entry: entry.id },
      body: { language, base: entry.revision, translation: texts },
    });
  const shown = FIELDS.filter((field) => source[field] !== "");
  const direction = { lang: language, dir: directionOf(language) };
  return (
    <form
      className={css.sideBySide}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {shown.map((field) => (
        <div key={field} className={css.pair}>
          <div>
            <p className={css.label}>
              {t(before[field] === source[field] ? "translations.source" : "translations.changed")}
            </p>
            {before[field] === source[field] ? (
              <Markdown text={source[field]} />
            ) : (
              <WordDiff before={before[field]} after={source[field]} />
            )}
          </div>
          {mayTranslate ? (
            <TextArea
              label={t(`translations.field.${field}`)}
              {...direction}
              rows={field === "title" ? 1 : 4}
              maxLength={field === "title" ? 300 : 50_000}
              required={field === "title"}
              value={texts[field]}
              onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
            />
          ) : (
            <div {...direction}>
              <Markdown text={texts[field]} language={language} />
            </div>
          )}
        </div>
      ))}
      <ErrorLine error={error} />
      {mayTranslate && (
        <div>
          <Button type="submit" look="primary" busy={isPending}>
            {t("translations.save")}
          </Button>
        </div>
      )}
    </form>
  );
}
