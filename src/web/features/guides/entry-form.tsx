import type { ReactNode } from "react";
import { type EntryContent, type RuleContent, RuleKind, Severity, Stance } from "#guide/entry.ts";
import { Select, TextInput } from "../../ui/field.tsx";
import { useRead } from "./api.ts";
import { ExamplesEditor } from "./examples-editor.tsx";
import { GuideText } from "./formatted/guide-text.tsx";
import { SourceSwitch } from "./formatted/source-switch.tsx";
import css from "./guides.module.css";
import { ScopeEditor } from "./scope-editor.tsx";
import type { Draft } from "./use-draft.ts";
import { severityTitle, stanceTitle, t, typeTitle } from "./words.ts";

interface FormProps {
  draft: Draft;
  entry: string;
  content: EntryContent;
  onChange: (content: EntryContent) => void;
}

/** Edits what an entry says. */
export function EntryForm({ draft, entry, content, onChange }: FormProps): ReactNode {
  return (
    <>
      <TextInput
        label={t("guides.title")}
        value={content.title}
        maxLength={300}
        {...(content.title.trim() === "" && { error: t("guides.needsTitle") })}
        onChange={(event) => onChange({ ...content, title: event.target.value })}
      />
      <SourceSwitch />
      {content.kind === "rule" ? (
        <RuleForm draft={draft} entry={entry} rule={content} onChange={onChange} />
      ) : (
        <GuideText
          label={t("guides.definition")}
          rows={4}
          value={content.definition}
          onChange={(definition) => onChange({ ...content, definition })}
        />
      )}
      {content.kind === "term" && (
        <TextInput
          label={t("guides.avoid")}
          help={t("guides.commas")}
          defaultValue={content.avoid.join(", ")}
          onChange={(event) => onChange({ ...content, avoid: listOf(event.target.value) })}
        />
      )}
    </>
  );
}

const listOf = (text: string) =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

interface RuleFormProps extends Pick<FormProps, "draft" | "entry" | "onChange"> {
  rule: RuleContent;
}

function RuleForm({ draft, entry, rule, onChange }: RuleFormProps): ReactNode {
  const people = useRead("people", "list");
  const change = (part: Partial<RuleContent>) => onChange({ ...rule, ...part });
  return (
    <>
      {(["statement", "isNot", "why", "whenInDoubt"] as const).map((field) => (
        <GuideText
          key={field}
          label={t(`guides.${field}`)}
          rows={field === "statement" ? 5 : 2}
          value={rule[field]}
          onChange={(text) => change({ [field]: text })}
        />
      ))}
      <ExamplesEditor examples={rule.examples} onChange={(examples) => change({ examples })} />
      <div className={css.pair}>
        <Select
          label={t("guides.severity")}
          value={rule.severity}
          onChange={(event) => change({ severity: Severity.parse(event.target.value) })}
        >
          {Severity.options.map((severity) => (
            <option key={severity} value={severity}>
              {severityTitle(severity)}
            </option>
          ))}
        </Select>
        <Select
          label={t("guides.type")}
          value={rule.type}
          onChange={(event) => change({ type: RuleKind.parse(event.target.value) })}
        >
          {RuleKind.options.map((type) => (
            <option key={type} value={type}>
              {typeTitle(type)}
            </option>
          ))}
        </Select>
        <Select
          label={t("guides.owner")}
          value={rule.owner ?? ""}
          onChange={(event) => change({ owner: event.target.value || null })}
        >
          <option value="">{t("guides.ownerNone")}</option>
          {people.data?.rows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={t("guides.over")}
          help={t("guides.overHelp")}
          value={rule.over[0] ?? ""}
          onChange={(event) => change({ over: event.target.value ? [event.target.value] : [] })}
        >
          <option value="">{t("guides.overNone")}</option>
          {draft.live
            .filter(({ id, content }) => content.kind === "rule" && id !== entry)
            .map(({ id, number, content }) => (
              <option key={id} value={id}>
                {`${number} ${content.title}`}
              </option>
            ))}
        </Select>
      </div>
      <details className={css.more} open={rule.scope.where !== null || rule.scope.stages.length > 0}>
        <summary>{t("guides.scope")}</summary>
        <ScopeEditor scope={rule.scope} onChange={(scope) => change({ scope })} />
      </details>
      <details className={css.more} open={rule.policy !== null}>
        <summary>{t("guides.policy")}</summary>
        <PolicyFields policy={rule.policy} onChange={(policy) => change({ policy })} />
      </details>
    </>
  );
}

function PolicyFields({
  policy,
  onChange,
}: {
  policy: RuleContent["policy"];
  onChange: (policy: RuleContent["policy"]) => void;
}): ReactNode {
  const { topic = "", useCase = "", stance = "answer" } = policy ?? {};
  const change = (part: Partial<NonNullable<RuleContent["policy"]>>) => {
    const next = { topic, useCase, stance, ...part };
    onChange(next.topic === "" && next.useCase === "" ? null : next);
  };
  return (
    <div className={css.pair}>
      <TextInput
        label={t("guides.topic")}
        value={topic}
        maxLength={300}
        onChange={(event) => change({ topic: event.target.value })}
      />
      <TextInput
        label={t("guides.useCase")}
        value={useCase}
        maxLength={300}
        onChange={(event) => change({ useCase: event.target.value })}
      />
      <Select
        label={t("guides.stance")}
        value={stance}
        onChange={(event) => change({ stance: Stance.parse(event.target.value) })}
      >
        {Stance.options.map((one) => (
          <option key={one} value={one}>
            {stanceTitle(one)}
          </option>
        ))}
      </Select>
    </div>
  );
}
