import type { ReactNode } from "react";
import { TASK } from "#content/index.ts";
import type { ItemState } from "#contract/states.ts";
import type { TaskType, TypeUsage } from "#contract/types.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./types.module.css";
import { t } from "./words.ts";

interface CardProps {
  project: string;
  /** What its items say. */
  value: string;
  /** Undefined: nobody has said what it means. */
  type: TaskType | undefined;
  counts: TypeUsage["rows"][number] | undefined;
  questions: TypeUsage["questions"];
  manage: boolean;
  titleOf(key: string): string;
  onEdit(type: TaskType | undefined): void;
}

/** One task type: what it means, what belongs to it, and which items are of it. */
export function TypeCard({ project, value, type, manage, titleOf, onEdit, ...uses }: CardProps): ReactNode {
  const save = useChange("types", "save");
  const title = type?.title ?? value;
  const retire = type?.retired ? "restore" : "retire";
  return (
    <Section
      title={title}
      actions={
        <>
          {manage && (
            <LinkButton
              small
              aria-label={t("types.retypeNamed", { title })}
              href={hrefOf("/projects/:project/items", { project }, { attribute: `${TASK}:${value}` })}
            >
              {t("types.retype")}
            </LinkButton>
          )}
          {manage && (
            <Button
              small
              aria-label={t(type ? "types.editNamed" : "types.defineNamed", { title })}
              onClick={() => onEdit(type)}
            >
              {t(type ? "types.edit" : "types.define")}
            </Button>
          )}
          {manage && type && (
            <Button
              small
              aria-label={t(`types.${retire}Named`, { title })}
              busy={save.isPending}
              onClick={() =>
                save.mutate({ params: { project }, body: { ...contentOf(type), retired: !type.retired } })
              }
            >
              {t(`types.${retire}`)}
            </Button>
          )}
        </>
      }
    >
      <p className={css.line}>
        {type && <code>{value}</code>}
        {type?.retired && <Badge>{t("types.retired")}</Badge>}
      </p>
      {type ? <Markdown text={type.definition} /> : <p className={css.muted}>{t("types.undefined")}</p>}
      <Facts {...{ project, value, type, titleOf, ...uses }} />
      <ErrorLine error={save.error} />
    </Section>
  );
}

/** What a type says, as it is sent. */
export function contentOf({ n: _n, by: _by, at: _at, ...content }: TaskType) {
  return content;
}

const STATES = { untouched: "new", inProgress: "in-progress", done: "done", withdrawn: "withdrawn" } as const;

function Facts(props: Omit<CardProps, "manage" | "onEdit">): ReactNode {
  const { project, value, type, counts, questions, titleOf } = props;
  const items = (state: ItemState) =>
    hrefOf("/projects/:project/items", { project }, { attribute: `${TASK}:${value}`, state });
  const used = (Object.keys(STATES) as (keyof typeof STATES)[]).filter((name) => (counts?.[name] ?? 0) > 0);
  return (
    <dl className={css.facts}>
      <dt>{t("types.items")}</dt>
      <dd className={css.line}>
        {used.length === 0 && t("types.noItems")}
        {used.map((name) => (
          <a key={name} href={items(STATES[name])}>
            {t(`types.${name}`, { count: counts![name] })}
          </a>
        ))}
      </dd>
      {type && type.parents.length > 0 && (
        <>
          <dt>{t("types.parents")}</dt>
          <dd>{type.parents.map(titleOf).join(", ")}</dd>
        </>
      )}
      {type && type.rules.length > 0 && <Rules project={project} rules={type.rules} />}
      {questions.length > 0 && (
        <>
          <dt>{t("types.questions")}</dt>
          <dd className={css.line}>
            {questions.map(({ form, name, title }) => (
              <a
                key={`${form} ${name}`}
                href={hrefOf("/projects/:project/form", { project }, { form })}
                dir="auto"
              >
                {title}
              </a>
            ))}
          </dd>
        </>
      )}
      {type && type.examples.length > 0 && (
        <>
          <dt>{t("types.examples")}</dt>
          <dd className={css.fields}>
            {type.examples.map(({ prompt, why }) => (
              <div key={prompt}>
                <Markdown text={prompt} />
                {why && <p className={css.muted}>{why}</p>}
              </div>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function Rules({ project, rules }: { project: string; rules: readonly string[] }): ReactNode {
  const guide = useRead("guides", "get", { params: { project } }).data?.guide;
  return (
    <>
      <dt>{t("types.rules")}</dt>
      <dd className={css.line}>
        {rules.map((rule) => {
          const found = guide?.entries.find(({ id }) => id === rule);
          if (found?.content.kind !== "rule") return <span key={rule}>{t("types.ruleGone")}</span>;
          return (
            <a key={rule} href={hrefOf("/projects/:project/rules/:rule", { project, rule })} dir="auto">
              {found.number} {found.content.title}
            </a>
          );
        })}
      </dd>
    </>
  );
}
