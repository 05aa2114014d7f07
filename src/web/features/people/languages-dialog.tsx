import { type ReactNode, useState } from "react";
import { isLanguage, LanguageLevel } from "#content/index.ts";
import type { Person } from "#contract/people.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select, TextInput } from "../../ui/field.tsx";
import { languageName, levelTitle } from "../../ui/languages.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./people.module.css";
import { t } from "./words.ts";

interface Line {
  id: number;
  tag: string;
  level: LanguageLevel | null;
}

/** Which languages a person speaks, and how well. */
export function LanguagesDialog({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const [lines, setLines] = useState<Line[]>(() =>
    [...person.languages, { tag: "", level: null }].map((spoken, id) => ({ ...spoken, id })),
  );
  const [checked, setChecked] = useState(false);
  const save = useChange("people", "update", {
    onDone: ({ name }) => {
      toast(t("people.languagesSaved", { name }));
      onClose();
    },
  });
  const filled = lines.filter(({ tag }) => tag.trim() !== "");
  const isWrong = ({ tag }: Line) => tag.trim() !== "" && !isLanguage(tag.trim());
  const change = (id: number, patch: Partial<Line>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...patch } : line)));

  function submit(): void {
    setChecked(true);
    if (filled.some(isWrong)) return;
    const languages = filled.map(({ tag, level }) => ({ tag: tag.trim(), level }));
    save.mutate({ params: { person: person.id }, body: { languages } });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.languagesTitle", { name: person.name })}
      confirm={
        <Button look="primary" busy={save.isPending} onClick={submit}>
          {t("people.save")}
        </Button>
      }
    >
      <p>{t("people.languagesEffect")}</p>
      {lines.map((line) => (
        <div key={line.id} className={css.language}>
          <TextInput
            label={t("people.languageTag")}
            help={line.tag.trim() ? languageName(line.tag.trim()) : t("people.languageTagHelp")}
            error={checked && isWrong(line) ? t("people.languageWrong") : undefined}
            dir="ltr"
            autoComplete="off"
            value={line.tag}
            onChange={(event) => change(line.id, { tag: event.target.value })}
          />
          <Select
            label={t("people.languageLevel")}
            value={line.level ?? ""}
            onChange={(event) =>
              change(line.id, { level: event.target.value ? LanguageLevel.parse(event.target.value) : null })
            }
          >
            {[null, ...LanguageLevel.options].map((level) => (
              <option key={level} value={level ?? ""}>
                {levelTitle(level)}
              </option>
            ))}
          </Select>
          <IconButton
            icon="trash"
            label={t("people.languageRemove", { language: languageName(line.tag.trim()) })}
            onClick={() => setLines(lines.filter(({ id }) => id !== line.id))}
          />
        </div>
      ))}
      <Button
        icon="plus"
        onClick={() =>
          setLines([...lines, { id: Math.max(0, ...lines.map(({ id }) => id)) + 1, tag: "", level: null }])
        }
      >
        {t("people.languageAdd")}
      </Button>
      <ErrorLine error={save.error} />
    </Dialog>
  );
}
