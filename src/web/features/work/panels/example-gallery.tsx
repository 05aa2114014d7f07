import { type ReactNode, useState } from "react";
import { Select } from "../../../ui/field.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import type { Shown } from "./find-entries.ts";
import css from "./guide-panel.module.css";
import { ExampleView } from "./rule-view.tsx";
import { t } from "./words.ts";

const VERDICTS = ["good", "bad", "borderline"] as const;

/** The examples of all rules, by verdict, language and skill. */
export function ExampleGallery({ examples }: { examples: Shown[] }): ReactNode {
  const [verdict, setVerdict] = useState("");
  const [language, setLanguage] = useState("");
  const [skill, setSkill] = useState("");
  const languages = known(examples.map(({ example }) => example.language));
  const skills = known(examples.map(({ example }) => example.skill));
  const found = examples.filter(
    ({ example }) =>
      (!verdict || example.verdict === verdict) &&
      (!language || example.language === language) &&
      (!skill || example.skill === skill),
  );
  const any = <option value="">{t("work.guide.any")}</option>;
  return (
    <>
      <div className={css.filters}>
        <Select label={t("work.guide.verdict")} value={verdict} onChange={(e) => setVerdict(e.target.value)}>
          {any}
          {VERDICTS.map((each) => (
            <option key={each} value={each}>
              {t(`work.guide.verdict.${each}`)}
            </option>
          ))}
        </Select>
        {languages.length > 0 && (
          <Select
            label={t("work.guide.language")}
            value={language}
            onChange={(e) => setLanguage(e.target.value)}
          >
            {any}
            {languages.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        )}
        {skills.length > 0 && (
          <Select label={t("work.guide.skill")} value={skill} onChange={(e) => setSkill(e.target.value)}>
            {any}
            {skills.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        )}
      </div>
      {found.length === 0 && <EmptyState icon="book" title={t("work.guide.noExamples")} />}
      {found.map(({ number, title, example }) => (
        <section key={example.id}>
          <h3 dir="auto">
            {number} {title}
          </h3>
          <ExampleView example={example} />
        </section>
      ))}
    </>
  );
}

const known = (values: (string | null)[]) =>
  [...new Set(values)].filter((value) => value !== null && value !== "").sort() as string[];
