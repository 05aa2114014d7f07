import { type ReactNode, useState } from "react";
import { isLanguage } from "#content/index.ts";
import type { EntryTranslation } from "#contract/guide-translations.ts";
import { Button } from "../../../ui/button.tsx";
import { Select, TextInput } from "../../../ui/field.tsx";
import { languageName } from "../../../ui/languages.tsx";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { useRead } from "./api.ts";
import { EntryTranslationCard } from "./entry-translation.tsx";
import { t } from "./words.ts";

interface ViewProps {
  draft: Draft;
  mayTranslate: boolean;
}

/** A guide in another language, entry by entry beside its text, and what changed since. */
export function TranslationsView({ draft, mayTranslate }: ViewProps): ReactNode {
  const params = { guide: draft.guide.id };
  const known = useRead("guideTranslations", "list", { params });
  const [added, setAdded] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const languages = [...new Set([...(known.data?.languages ?? []), ...(added ? [added] : [])])];
  const language = chosen ?? languages[0] ?? null;
  if (!known.data)
    return known.error ? (
      <ErrorState error={known.error} onRetry={() => void known.refetch()} />
    ) : (
      <Loading lines={4} />
    );
  const add = (tag: string) => {
    setAdded(tag);
    setChosen(tag);
  };
  return (
    <div className={css.translations}>
      {languages.length > 0 && (
        <Select
          label={t("translations.language")}
          value={language ?? ""}
          onChange={(event) => setChosen(event.target.value)}
        >
          {languages.map((tag) => (
            <option key={tag} value={tag}>
              {languageName(tag)}
            </option>
          ))}
        </Select>
      )}
      {mayTranslate && <AddLanguage onAdd={add} />}
      {language ? (
        <Entries key={language} draft={draft} language={language} mayTranslate={mayTranslate} />
      ) : (
        <EmptyState icon="book" title={t("translations.none")}>
          {t("translations.noneHelp")}
        </EmptyState>
      )}
    </div>
  );
}

function AddLanguage({ onAdd }: { onAdd: (tag: string) => void }): ReactNode {
  const [tag, setTag] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className={css.addLanguage}
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!isLanguage(tag.trim()));
        if (!isLanguage(tag.trim())) return;
        onAdd(tag.trim());
        setTag("");
      }}
    >
      <TextInput
        label={t("translations.tag")}
        help={t("translations.tagHelp")}
        error={wrong ? t("translations.tagWrong") : undefined}
        dir="ltr"
        maxLength={35}
        value={tag}
        onChange={(event) => setTag(event.target.value)}
      />
      <Button type="submit">{t("translations.add")}</Button>
    </form>
  );
}

function Entries({ draft, language, mayTranslate }: ViewProps & { language: string }): ReactNode {
  const read = useRead("guideTranslations", "list", {
    params: { guide: draft.guide.id },
    query: { language },
  });
  if (!read.data)
    return read.error ? (
      <ErrorState error={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Loading lines={8} />
    );
  const of = new Map<string, EntryTranslation>(read.data.rows.map((row) => [row.entry, row]));
  const current = draft.live.filter(({ id }) => of.get(id)?.behind === 0).length;
  return (
    <>
      <p className={css.muted}>{t("translations.count", { count: current, of: draft.live.length })}</p>
      {draft.live.map((entry) => (
        <EntryTranslationCard
          key={entry.id}
          guide={draft.guide.id}
          entry={entry}
          language={language}
          found={of.get(entry.id)}
          mayTranslate={mayTranslate}
        />
      ))}
    </>
  );
}
