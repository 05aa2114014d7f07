import { type FormEvent, type ReactNode, useState } from "react";
import { isLanguage } from "#content/index.ts";
import { Button } from "../../ui/button.tsx";
import { Select, TextInput } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./people.module.css";
import { roleTitle, t } from "./words.ts";

type Role = "trainer" | "reviewer";

/** Adds a program to a project and shows the secret of its key, this once. */
export function ProgramForm({ onDone }: { onDone: () => void }): ReactNode {
  const projects = useRead("projects", "list");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState("");
  const [role, setRole] = useState<Role>("trainer");
  const [languages, setLanguages] = useState("");
  const add = useChange("people", "addProgram");
  const rows = projects.data?.rows ?? [];
  const project = chosen || rows[0]?.id;
  const tags = languages.split(",").map((tag) => tag.trim());

  if (add.data)
    return (
      <div className={css.form}>
        <TextInput
          label={t("people.program.secret", { name: add.data.program.name })}
          help={t("people.program.secretHelp")}
          readOnly
          dir="ltr"
          className={css.link}
          value={add.data.secret}
          onFocus={(event) => event.target.select()}
        />
        <div className={css.end}>
          <Button look="primary" onClick={onDone}>
            {t("people.done")}
          </Button>
        </div>
      </div>
    );

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!project) return;
    const traits = tags.filter(isLanguage).map((tag) => `language:${tag}`);
    add.mutate({ body: { name: name.trim(), project, role, traits } });
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <p>{t("people.program.help")}</p>
      <TextInput
        label={t("people.program.name")}
        help={t("people.program.nameHelp")}
        required
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        label={t("people.keys.project")}
        value={project ?? ""}
        onChange={(event) => setChosen(event.target.value)}
      >
        {rows.map(({ id, name: title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Select>
      <Select
        label={t("people.program.role")}
        value={role}
        onChange={(event) => setRole(event.target.value as Role)}
      >
        {(["trainer", "reviewer"] as const).map((each) => (
          <option key={each} value={each}>
            {roleTitle(each)}
          </option>
        ))}
      </Select>
      <TextInput
        label={t("people.program.languages")}
        help={t("people.program.languagesHelp")}
        dir="ltr"
        autoComplete="off"
        value={languages}
        onChange={(event) => setLanguages(event.target.value)}
      />
      <ErrorLine error={add.error} />
      <div className={css.end}>
        <Button look="primary" type="submit" busy={add.isPending} disabled={name.trim() === "" || !project}>
          {t("people.program.add")}
        </Button>
      </div>
    </form>
  );
}
