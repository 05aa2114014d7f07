import type { ReactNode } from "react";
import { RuleContent } from "#guide/entry.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { api } from "./api.ts";
import type { Numbered } from "./draft-state.ts";
import css from "./guides.module.css";
import type { Draft } from "./use-draft.ts";
import { stanceTitle, t } from "./words.ts";

interface GridProps {
  draft: Draft;
  mayEdit: boolean;
  onOpen: (rule: string) => void;
}

type Policy = NonNullable<RuleContent["policy"]>;
const TONES = { answer: "good", "with-care": "accent", partly: "warn", decline: "bad" } as const;

/** Sensitive topics by use cases: what the model does in each, and where no rule says so. */
export function PolicyGrid({ draft, mayEdit, onOpen }: GridProps): ReactNode {
  const rules = draft.live.flatMap((entry) =>
    entry.content.kind === "rule" && entry.content.policy ? [{ entry, policy: entry.content.policy }] : [],
  );
  const topics = [...new Set(rules.map(({ policy }) => policy.topic))];
  const cases = [...new Set(rules.map(({ policy }) => policy.useCase))];
  const boxOf = (topic: string, useCase: string) =>
    rules.filter(({ policy }) => policy.topic === topic && policy.useCase === useCase);
  const gaps = topics.flatMap((topic) =>
    cases.filter((useCase) => boxOf(topic, useCase).length === 0),
  ).length;

  const fill = async (topic: string, useCase: string) => {
    const near = rules.find(({ policy }) => policy.topic === topic)!.entry;
    const policy: Policy = { topic, useCase, stance: "with-care" };
    const content = RuleContent.parse({
      kind: "rule",
      title: t("guides.policyTitle", { topic, useCase }),
      statement: "",
      type: "behavior",
      policy,
    });
    const body = { content, parent: near.parent, after: near.id };
    const known = new Set([...draft.live, ...draft.retired].map(({ id }) => id));
    await draft.run(async () => {
      const changed = await api.guideDrafts.addEntry({ params: { guide: draft.guide.id }, body });
      const made = changed.entries.find(({ id }) => !known.has(id));
      if (made) onOpen(made.id);
      return changed;
    });
  };

  if (rules.length === 0)
    return (
      <EmptyState icon="columns" title={t("guides.gridNone")}>
        {t("guides.gridNoneHelp")}
      </EmptyState>
    );
  const boxes = (topic: string, useCase: string): ReactNode => {
    const found = boxOf(topic, useCase);
    if (found.length > 0)
      return found.map(({ entry, policy }) => (
        <Box key={entry.id} entry={entry} policy={policy} onOpen={onOpen} />
      ));
    return (
      <span className={css.gap}>
        {t("guides.gap")}
        {mayEdit && (
          <Button
            small
            icon="plus"
            aria-label={t("guides.gapFillOf", { topic, useCase })}
            onClick={() => void fill(topic, useCase)}
          >
            {t("guides.gapFill")}
          </Button>
        )}
      </span>
    );
  };
  const columns: Column<string>[] = [
    { name: "topic", title: t("guides.topic"), cell: (topic) => topic },
    ...cases.map((useCase) => ({
      name: `case-${useCase}`,
      title: useCase,
      cell: (topic: string) => boxes(topic, useCase),
    })),
  ];
  return (
    <>
      <p className={css.muted} role="status">
        {gaps === 0 ? t("guides.gapsNone") : t("guides.gaps", { count: gaps })}
      </p>
      <div className={css.wideGrid}>
        <Table caption={t("guides.view.grid")} columns={columns} rows={topics} keyOf={(topic) => topic} />
      </div>
      {/* The same, topic by topic, where the grid is wider than the screen. */}
      <div className={css.narrowGrid}>
        {topics.map((topic) => (
          <section key={topic} aria-label={topic}>
            <h2 dir="auto">{topic}</h2>
            <dl>
              {cases.map((useCase) => (
                <div key={useCase}>
                  <dt dir="auto">{useCase}</dt>
                  <dd>{boxes(topic, useCase)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}

function Box({
  entry: { id, number, content },
  policy: { stance },
  onOpen,
}: {
  entry: Numbered;
  policy: Policy;
  onOpen: (rule: string) => void;
}): ReactNode {
  return (
    <span className={css.box}>
      <Badge tone={TONES[stance]}>{stanceTitle(stance)}</Badge>
      <a
        href={`?entry=${id}`}
        aria-label={`${number} ${content.title}`}
        onClick={(event) => {
          event.preventDefault();
          onOpen(id);
        }}
      >
        {number}
      </a>
    </span>
  );
}
