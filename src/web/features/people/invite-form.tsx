import { type FormEvent, type ReactNode, useState } from "react";
import { z } from "zod";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { Button } from "../../ui/button.tsx";
import { Select, TextInput } from "../../ui/field.tsx";
import { focusWrong } from "../../ui/focus.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange, useRead } from "./api.ts";
import { LinkBox } from "./link-box.tsx";
import css from "./people.module.css";
import { OrganizationRoleSelect, ProjectRoleSelect } from "./role-select.tsx";
import { t } from "./words.ts";

interface InviteFormProps {
  /** The project the person is invited into; without it one may be chosen, and the role in the organization too. */
  project?: string;
  onDone: () => void;
}

/** Adds a person and shows the link that lets them in. */
export function InviteForm({ project, onDone }: InviteFormProps): ReactNode {
  const me = useRead("accounts", "me");
  const projects = useRead("projects", "list", {}, { enabled: project === undefined });
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<OrganizationRole>("member");
  const [chosen, setChosen] = useState(project ?? "");
  const [projectRole, setProjectRole] = useState<ProjectRole>("trainer");
  const [wrong, setWrong] = useState<{ name?: string; email?: string }>({});
  const invite = useChange("people", "invite", { refreshes: ["projects"] });

  if (invite.data?.link)
    return <LinkBox name={invite.data.person.name} link={invite.data.link} onDone={onDone} />;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const found = {
      ...(name.trim() === "" && { name: t("people.needsName") }),
      ...(email.trim() !== "" &&
        !z.email().safeParse(email.trim()).success && { email: t("people.emailWrong") }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      focusWrong(form);
      return;
    }
    invite.mutate({
      body: {
        name,
        email: email.trim() || null,
        role,
        projects: chosen ? [{ id: chosen, role: projectRole }] : [],
      },
    });
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label={t("people.name")}
        error={wrong.name}
        required
        maxLength={120}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextInput
        label={t("people.email")}
        note={t("people.optional")}
        help={t("people.emailHelp")}
        error={wrong.email}
        type="email"
        dir="ltr"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {project === undefined && (
        <>
          <OrganizationRoleSelect value={role} onChange={setRole} ownerToo={me.data?.role === "owner"} />
          <Select
            label={t("people.projectOf")}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            <option value="">{t("people.projectNone")}</option>
            {projects.data?.rows.map(({ id, name: title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        </>
      )}
      {chosen && <ProjectRoleSelect value={projectRole} onChange={setProjectRole} />}
      <ErrorLine error={invite.error} />
      <div className={css.end}>
        <Button look="primary" type="submit" busy={invite.isPending}>
          {t("people.makeLink")}
        </Button>
      </div>
    </form>
  );
}
