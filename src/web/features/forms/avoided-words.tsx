import type { ReactNode } from "react";
import { avoidedIn } from "#guide/avoided.ts";
import type { Form } from "#kinds/form.ts";
import { useRead } from "./api.ts";
import { avoidedInForm } from "./form-texts.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

/** Says which parts of a form use words that the project's guide avoids; a hint, and nothing where there are none. */
export function AvoidedWords({ project, form }: { project: string; form: Form }): ReactNode {
  const guide = useRead("guides", "get", { params: { project } }).data?.guide;
  const found = avoidedInForm(form, avoidedIn(guide?.entries ?? []));
  if (found.length === 0) return null;
  return (
    <section className={css.avoided} aria-label={t("forms.avoided")}>
      <p>{t("forms.avoidedHelp")}</p>
      <ul>
        {found.map(({ title, words }) => (
          <li key={title} dir="auto">
            {words.map(({ word, term }) => t("forms.avoidedIn", { title, word, term })).join(" ")}
          </li>
        ))}
      </ul>
    </section>
  );
}
