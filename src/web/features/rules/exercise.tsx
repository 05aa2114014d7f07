import { type ReactNode, useState } from "react";
import { Verdict } from "#guide/entry.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import css from "./rules.module.css";
import { t } from "./words.ts";

/** A rule's examples, one after the other: how good is it, then what it is and why. Nothing is recorded. */
export function Exercise({ project, rule }: { project: string; rule: string }): ReactNode {
  const read = useRead("guides", "get", { params: { project } });
  const [at, setAt] = useState(0);
  const [given, setGiven] = useState<Verdict | null>(null);
  if (!read.data) return read.error ? <ErrorState error={read.error} /> : <Loading />;
  const content = read.data.guide?.entries.find(({ id }) => id === rule)?.content;
  const example = content?.kind === "rule" ? content.examples[at] : undefined;
  if (!example) return <p role="status">{t("rules.done")}</p>;
  const language = example.language ?? undefined;
  const verdict = t(`rules.verdict.${example.verdict}`);
  return (
    <section className={css.exercise} aria-label={t("rules.exercise")}>
      <p>{t("rules.exercise")}</p>
      {example.prompt && (
        <>
          <p className={css.label}>{t("rules.prompt")}</p>
          <Markdown text={example.prompt} language={language} />
          <p className={css.label}>{t("rules.response")}</p>
        </>
      )}
      <Markdown text={example.response} language={language} />
      <div className={css.verdicts}>
        {Verdict.options.map((one) => (
          <Button key={one} small aria-pressed={given === one} onClick={() => setGiven(one)}>
            {t(`rules.verdict.${one}`)}
          </Button>
        ))}
      </div>
      {given && (
        <div role="status">
          <p>{t(given === example.verdict ? "rules.right" : "rules.wrong", { verdict })}</p>
          {example.why && <Markdown text={example.why} />}
        </div>
      )}
      {given && (
        <Button
          small
          onClick={() => {
            setAt(at + 1);
            setGiven(null);
          }}
        >
          {t("rules.next")}
        </Button>
      )}
    </section>
  );
}
