import { type FormEvent, type ReactNode, useState } from "react";
import type { Agreement } from "#contract/agreements.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextArea, TextInput } from "../../ui/field.tsx";
import { focusWrong } from "../../ui/focus.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./agreements.module.css";
import { useChange } from "./api.ts";
import { t } from "./words.ts";

interface VersionFormProps {
  project: string;
  /** The agreement whose next version this is; without one it makes a new agreement. */
  of?: Agreement;
  /** Whether its writer may ask in every project. */
  mayAskAll?: boolean;
  onDone: () => void;
}

/** The text of an agreement, from when on it is needed, and when its signatures end. */
export function VersionForm({ project, of, mayAskAll, onDone }: VersionFormProps): ReactNode {
  const [title, setTitle] = useState("");
  const [text, setText] = useState(of?.versions[0]?.text ?? "");
  const [everyProject, setEveryProject] = useState(false);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const done = ({ title: named, versions }: Agreement) => {
    toast(t("agreements.published", { title: named, n: versions[0]!.n }));
    onDone();
  };
  // Its author has to sign too, so that nothing that was read is fresh any more.
  const refreshes = ["projects", "work", "home", "notices"] as const;
  const create = useChange("agreements", "create", { refreshes, onDone: done });
  const publish = useChange("agreements", "publish", { refreshes, onDone: done });
  const wrong = {
    title: !of && title.trim() === "" ? t("agreements.needsTitle") : undefined,
    text: text.trim() === "" ? t("agreements.needsText") : undefined,
    until: until !== "" && until <= from ? t("agreements.untilEarly") : undefined,
  };

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    if (Object.values(wrong).some(Boolean)) {
      focusWrong(form);
      return;
    }
    const version = { text, neededFrom: timeOf(from), until: timeOf(until) };
    if (of) publish.mutate({ params: { project, agreement: of.id }, body: version });
    else create.mutate({ params: { project }, body: { ...version, title, everyProject } });
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {!of && (
        <TextInput
          label={t("agreements.title")}
          help={t("agreements.titleHelp")}
          error={tried ? wrong.title : undefined}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      )}
      <TextArea
        label={t("agreements.text")}
        help={t("agreements.textHelp")}
        error={tried ? wrong.text : undefined}
        required
        rows={12}
        className={css.source}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={css.pair}>
        <TextInput
          label={t("agreements.from")}
          note={t("agreements.optional")}
          help={t("agreements.fromHelp")}
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextInput
          label={t("agreements.until")}
          note={t("agreements.optional")}
          help={t("agreements.untilHelp")}
          error={tried ? wrong.until : undefined}
          type="datetime-local"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
      {mayAskAll && (
        <Checkbox
          label={t("agreements.everyProject")}
          checked={everyProject}
          onChange={(event) => setEveryProject(event.target.checked)}
        />
      )}
      <p className={css.muted}>{t(of ? "agreements.versionEffect" : "agreements.newEffect")}</p>
      <ErrorLine error={create.error ?? publish.error} />
      <div className={css.end}>
        <Button type="submit" look="primary" busy={create.isPending || publish.isPending}>
          {t(of ? "agreements.publish" : "agreements.create")}
        </Button>
      </div>
    </form>
  );
}

/** A day and minute of this browser's clock as a time; null for none. */
const timeOf = (local: string): string | null => (local === "" ? null : new Date(local).toISOString());
