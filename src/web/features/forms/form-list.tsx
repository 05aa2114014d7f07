import { type FormEvent, type ReactNode, useState } from "react";
import type { FormEntry } from "#contract/forms.ts";

import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextInput } from "../../ui/field.tsx";
import { navigate } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange } from "./api.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface FormListProps {
  project: string;
  forms: readonly FormEntry[];
  /** The key of the form that is shown. */
  shown: string;
  manage: boolean;
}

/** The forms of a project, and the stages that are filled in with each. */
export function FormList({ project, forms, shown, manage }: FormListProps): ReactNode {
  const [adding, setAdding] = useState(false);
  return (
    <nav className={css.list} aria-label={t("forms.list")}>
      <ul>
        {forms.map(({ key, name, stages }) => (
          <li key={key}>
            <a
              href={hrefOf("/projects/:project/form", { project }, { form: key })}
              aria-current={key === shown ? "page" : undefined}
            >
              {name}
            </a>{" "}
            <span className={css.muted}>
              {stages.length > 0 ? t("forms.usedBy", { stages: stages.join(", ") }) : t("forms.unused")}
            </span>
          </li>
        ))}
      </ul>
      {manage && (
        <Button small icon="plus" onClick={() => setAdding(true)}>
          {t("forms.add")}
        </Button>
      )}
      {adding && <AddForm project={project} onClose={() => setAdding(false)} />}
    </nav>
  );
}

function AddForm({ project, onClose }: { project: string; onClose: () => void }): ReactNode {
  const [name, setName] = useState("");
  const add = useChange("forms", "create", {
    onDone: ({ key }) => {
      onClose();
      navigate(hrefOf("/projects/:project/form", { project }, { form: key }));
    },
  });
  const key = keyOf(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key) add.mutate({ params: { project }, body: { key, name } });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("forms.add")}
      confirm={
        <Button look="primary" disabled={!key} busy={add.isPending} onClick={submit}>
          {t("forms.add")}
        </Button>
      }
    >
      <form onSubmit={submit}>
        <TextInput
          label={t("forms.name")}
          help={t("forms.nameHelp")}
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
        />
        <ErrorLine error={add.error} />
      </form>
    </Dialog>
  );
}

/** What stages name a form by: its name in letters, digits and hyphens. */
function keyOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return plain
    .replace(/^[^a-z]+/, "")
    .slice(0, 40)
    .replace(/-+$/, "");
}
