import type { ReactNode } from "react";
import type { FormEffects } from "#contract/forms.ts";
import type { Form } from "#kinds/form.ts";
import type { FormMapping } from "#kinds/mapping.ts";
import { Badge } from "../../ui/badge.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import css from "./forms.module.css";
import { MappingEditor } from "./mapping-editor.tsx";
import { TopUpFields } from "./top-up-fields.tsx";
import { t } from "./words.ts";

interface EffectsProps {
  project: string;
  /** The key of the form. */
  of: string;
  before: Form;
  after: Form;
  mapping: FormMapping;
  onMap(next: FormMapping): void;
  topUp: number | null;
  onTopUp(next: number | null): void;
}

const STATES = ["untouched", "inProgress", "submitted", "accepted"] as const;

/** What a new version does to items, by where they stand, and to the answers that are there, question by question. */
export function Effects({
  project,
  of,
  before,
  after,
  mapping,
  onMap,
  topUp,
  onTopUp,
}: EffectsProps): ReactNode {
  const read = useRead(
    "forms",
    "effects",
    { params: { project }, query: { form: of }, body: { mapping } },
    { keep: true },
  );
  if (!read.data) return read.error ? <ErrorLine error={read.error} /> : <Loading lines={4} />;
  const { items, questions } = read.data;
  return (
    <section className={css.effects} aria-label={t("forms.effects")}>
      <h3 className={css.small}>{t("forms.effects")}</h3>
      <dl className={css.states}>
        {STATES.map((state) => (
          <div key={state}>
            <dt>{t(`forms.state.${state}`, { count: items[state] })}</dt>
            <dd>{t(`forms.stateEffect.${state}`)}</dd>
          </div>
        ))}
      </dl>
      {questions.map((question) => (
        <article key={`${question.from} ${question.to}`} className={css.effect}>
          <h4 dir="auto">
            {question.title}{" "}
            {question.effects.map((effect) => (
              <Badge key={effect} tone={effect === "removed" ? "warn" : "neutral"}>
                {t(`forms.effect.${effect}`)}
              </Badge>
            ))}
          </h4>
          <p className={css.muted}>{countsText(question)}</p>
          {question.to !== null && (
            <MappingEditor
              name={question.to}
              before={before}
              after={after}
              mapping={mapping}
              onChange={onMap}
            />
          )}
        </article>
      ))}
      {items.accepted > 0 && <TopUpFields days={topUp} onChange={onTopUp} />}
    </section>
  );
}

/** How many answers keep what they say, lose it, or say nothing; what there is none of is not said. */
function countsText({ kept, lost, empty }: FormEffects["questions"][number]): string {
  const counts = { kept, lost, empty };
  const said = (["kept", "lost", "empty"] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => t(`forms.answers.${what}`, { count: counts[what] }));
  return said.length > 0 ? said.join(" ") : t("forms.answers.none");
}
