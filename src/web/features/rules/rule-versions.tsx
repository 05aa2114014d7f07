import type { ReactNode } from "react";
import type { EntryHistory } from "#contract/guide-drafts.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { hrefOf } from "../../paths.ts";
import { Section } from "../../ui/page.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import css from "./rules.module.css";
import { t } from "./words.ts";

/** The versions of the guide that a rule is in, by what it said in them, newest first. */
export function RuleVersions({ guide, rule }: { guide: string; rule: string }): ReactNode {
  const history = useRead("guideDrafts", "entry", { params: { guide, entry: rule } });
  return (
    <Section title={t("rules.texts")}>
      {history.data ? (
        <ol className={css.periods} reversed>
          {wordingsOf(history.data).map(({ from, to, content, at, earlier }) => (
            <li key={from}>
              <p className={css.wording}>
                <strong>
                  {from === to ? t("rules.inVersion", { from }) : t("rules.inVersions", { from, to })}
                </strong>
                <span className={css.muted}>
                  <Time value={at} />
                </span>
                {earlier !== null && (
                  <a
                    href={hrefOf("/guides/:guide", { guide }, difference(rule, earlier, from))}
                    aria-label={t("rules.showDifferenceOf", { from: earlier, to: from })}
                  >
                    {t("rules.showDifference")}
                  </a>
                )}
              </p>
              {content && (
                <details>
                  <summary>{t("rules.showText")}</summary>
                  <p dir="auto">
                    <strong>{content.title}</strong>
                  </p>
                  <Markdown text={"statement" in content ? content.statement : content.definition} />
                </details>
              )}
            </li>
          ))}
        </ol>
      ) : history.error ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : (
        <Loading lines={3} />
      )}
    </Section>
  );
}

const difference = (only: string, from: number, to: number) => ({
  ...{ view: "versions", only, from: String(from), to: String(to) },
});

/** Versions in a row that say the same. A wording that is older than the history's last 200 saves has no text here. */
function wordingsOf({ versions, revisions }: EntryHistory) {
  type Wording = { from: number; to: number; revision: string; at: string; earlier: number | null };
  const wordings: Wording[] = [];
  for (const { n, revision, at } of versions.toReversed()) {
    const last = wordings.at(-1);
    if (last?.revision === revision) last.to = n;
    else wordings.push({ from: n, to: n, revision, at, earlier: last?.to ?? null });
  }
  const texts = new Map(revisions.map(({ id, content }) => [id, content]));
  return wordings.reverse().map((one) => ({ ...one, content: texts.get(one.revision) }));
}
