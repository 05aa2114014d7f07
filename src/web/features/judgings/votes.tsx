import { type FormEvent, type ReactNode, useState } from "react";
import { Judgement } from "#contract/findings.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./judgings.module.css";
import type { ItemProps } from "./results.tsx";
import { t } from "./words.ts";

/** What people say now that they have seen each other's answers. */
export function Votes({ project, judging, leads, revealed, item }: ItemProps): ReactNode {
  const [ruling, setRuling] = useState<{ rule: string; number: string } | null>(null);
  const vote = useChange("judgings", "vote");
  const example = useChange("judgings", "makeExample", { onDone: () => toast(t("judgings.exampleDone")) });
  return (
    <div className={css.rule}>
      <p className={css.strong}>{t("judgings.vote")}</p>
      {item.votes.map(({ rule, counts, mine }) => {
        const { number, title } = revealed.rules.find((one) => one.rule === rule)!;
        return (
          <div key={rule} className={css.votes}>
            <span className={css.name} dir="auto">
              {number} {title}
            </span>
            {Judgement.options.map((judgement) => (
              <Button
                key={judgement}
                small
                aria-pressed={mine === judgement}
                onClick={() =>
                  vote.mutate({ params: { project, judging }, body: { item: item.n, rule, judgement } })
                }
              >
                {t("judgings.voteFor", { judgement: t(`judgings.${judgement}`), count: counts[judgement] })}
              </Button>
            ))}
            {leads && (
              <Button
                small
                look="quiet"
                icon="check"
                aria-label={t("judgings.rule.of", { number })}
                onClick={() => setRuling({ rule, number })}
              >
                {t("judgings.rule.do")}
              </Button>
            )}
            {item.examples.includes(rule) ? (
              <Badge tone="good">{t("judgings.isExample")}</Badge>
            ) : (
              leads && (
                <Button
                  small
                  look="quiet"
                  icon="plus"
                  aria-label={t("judgings.makeExampleOf", { number })}
                  onClick={() =>
                    example.mutate({ params: { project, judging }, body: { item: item.n, rule } })
                  }
                >
                  {t("judgings.makeExample")}
                </Button>
              )
            )}
            {item.rulings
              .filter((one) => one.rule === rule)
              .map(({ text }) => (
                <p key={text} className={css.ruled}>
                  <Badge tone="good">{t("judgings.rule.given")}</Badge> <span dir="auto">{text}</span>
                </p>
              ))}
          </div>
        );
      })}
      <ErrorLine error={vote.error ?? example.error} />
      {ruling && (
        <RuleDialog params={{ project, judging }} item={item.n} {...ruling} onClose={() => setRuling(null)} />
      )}
    </div>
  );
}

interface RuleDialogProps {
  params: { project: string; judging: string };
  item: number;
  rule: string;
  number: string;
  onClose: () => void;
}

/** Says what holds from now on, where people judged a rule differently. */
function RuleDialog({ params, item, rule, number, onClose }: RuleDialogProps): ReactNode {
  const [text, setText] = useState("");
  const give = useChange("judgings", "rule", {
    refreshes: ["questions"],
    onDone: () => {
      toast(t("judgings.rule.done"));
      onClose();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== "") give.mutate({ params, body: { item, rule, text } });
  }
  return (
    <Dialog open onClose={onClose} title={t("judgings.rule.title", { number, n: item })}>
      <form className={css.form} onSubmit={submit}>
        <TextArea
          label={t("judgings.rule.text")}
          help={t("judgings.rule.help")}
          required
          rows={4}
          maxLength={4_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ErrorLine error={give.error} />
        <div className={css.end}>
          <Button look="primary" type="submit" busy={give.isPending} disabled={text.trim() === ""}>
            {t("judgings.rule.publish")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
