import { type FormEvent, type ReactNode, useState } from "react";
import { ProjectRole } from "#contract/entities.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextArea, TextInput } from "../../ui/field.tsx";
import { focusWrong } from "../../ui/focus.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./announcements.module.css";
import { useChange } from "./api.ts";
import { t } from "./words.ts";

/** What is announced, to whom, and until when. */
export function AnnounceForm({ project, onDone }: { project: string; onDone: () => void }): ReactNode {
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [roles, setRoles] = useState<ProjectRole[]>([]);
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const announce = useChange("announcements", "announce", {
    refreshes: ["notices"],
    onDone: (made) => {
      toast(t("announcements.announced", { title: made.title }));
      onDone();
    },
  });
  const wrong = {
    title: title.trim() === "" ? t("announcements.needsTitle") : undefined,
    text: text.trim() === "" ? t("announcements.needsText") : undefined,
  };

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    if (wrong.title || wrong.text) {
      focusWrong(form);
      return;
    }
    const over = until === "" ? null : new Date(until).toISOString();
    announce.mutate({ params: { project }, body: { title, text, roles, until: over } });
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label={t("announcements.title")}
        error={tried ? wrong.title : undefined}
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={t("announcements.text")}
        help={t("announcements.textHelp")}
        error={tried ? wrong.text : undefined}
        required
        rows={8}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <fieldset className={css.row}>
        <legend>{t("announcements.for")}</legend>
        {ProjectRole.options.map((role) => (
          <Checkbox
            key={role}
            label={t(`announcements.role.${role}`)}
            checked={roles.includes(role)}
            onChange={(event) =>
              setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
            }
          />
        ))}
        <span className={css.muted}>{t("announcements.forHelp")}</span>
      </fieldset>
      <TextInput
        label={t("announcements.until")}
        note={t("announcements.optional")}
        help={t("announcements.untilHelp")}
        type="datetime-local"
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      <ErrorLine error={announce.error} />
      <div className={css.end}>
        <Button type="submit" look="primary" busy={announce.isPending}>
          {t("announcements.announce")}
        </Button>
      </div>
    </form>
  );
}
