import type { ReactNode } from "react";
import type { Project } from "#contract/projects.ts";
import type { FormQuestion } from "#kinds/form.ts";
import { responseName } from "../../kinds/words.ts";
import { Select } from "../../ui/field.tsx";
import { conditionValues } from "../forms/index.ts";
import { useRead } from "./api.ts";
import { splitPair } from "./item-filter.ts";
import { SlowInput } from "./slow-input.tsx";
import { t } from "./words.ts";

interface AnswerFilterProps {
  project: Project;
  /** `question:value`. */
  value: string | undefined;
  onChange(next: string | null): void;
}

/** Narrows to items with a certain answer to a question of the published form. */
export function AnswerFilter({ project, value, onChange }: AnswerFilterProps): ReactNode {
  const version = useRead(
    "forms",
    "version",
    { params: { project: project.id, version: project.formVersionId ?? "" } },
    { enabled: project.formVersionId !== null },
  );
  const asked = version.data?.form.questions ?? [];
  const { name, value: wanted } = splitPair(value);
  if (asked.length === 0) return null;
  const question = asked.find((one) => one.name === name);
  const offered = question ? offersOf(question) : [];
  return (
    <>
      <Select
        label={t("items.filter.answer")}
        value={name}
        onChange={(event) => {
          const next = asked.find((one) => one.name === event.target.value);
          onChange(next ? `${next.name}:${offersOf(next)[0]?.value ?? ""}` : null);
        }}
      >
        <option value="">{t("items.any")}</option>
        {asked.map((one) => (
          <option key={one.name} value={one.name}>
            {one.title}
          </option>
        ))}
      </Select>
      {question &&
        (offered.length > 0 ? (
          <Select
            label={t("items.filter.answerValue")}
            value={wanted}
            onChange={(event) => onChange(`${name}:${event.target.value}`)}
          >
            {offered.map((offer) => (
              <option key={offer.value} value={offer.value}>
                {offer.title}
              </option>
            ))}
          </Select>
        ) : (
          <SlowInput
            label={t("items.filter.answerValue")}
            value={wanted}
            onChange={(next) => onChange(`${name}:${next}`)}
          />
        ))}
    </>
  );
}

/** The values that a question with a short list of them can have: as the server knows them, and in words. */
function offersOf(question: FormQuestion): { value: string; title: string }[] {
  const sides =
    question.kind === "preference"
      ? [0, 1].map((side) => ({
          value: side,
          title: t("items.betterByOwnOrder", { response: responseName(side) }),
        }))
      : [];
  const offers = [...sides, ...(conditionValues(question) ?? [])];
  return offers.map(({ value, title }) => ({ value: String(value), title }));
}
