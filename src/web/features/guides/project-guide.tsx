import { type ReactNode, useMemo, useState } from "react";
import type { ProjectGuide } from "#contract/guides.ts";
import type { Project } from "#contract/projects.ts";
import { termsOf } from "#guide/terms.ts";
import { canManage, WORKING } from "../../frame/roles.ts";
import { Terms } from "../../kinds/terms.tsx";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { AskForm, askTitle, Rulings, useRulings } from "../questions/index.ts";
import { AdoptDialog } from "./adopt-dialog.tsx";
import { useChange } from "./api.ts";
import { Marked } from "./audience/reading-mark.tsx";
import { useOpened } from "./audience/use-opened.tsx";
import { EntryHeading } from "./entry-heading.tsx";
import { EntryText } from "./entry-view.tsx";
import { GateReaders } from "./gate-readers.tsx";
import css from "./guides.module.css";
import { Outline } from "./outline.tsx";
import { t } from "./words.ts";

/** The guide of a project in the version that it works under: outline, entries, and which version that is. */
export function ProjectGuideView({
  project,
  guide: closed,
}: {
  project: Project;
  guide: ProjectGuide;
}): ReactNode {
  const { guide, reading, button } = useOpened(project.id, closed);
  const selected = useLocation().search.get("entry");
  const rulings = useRulings(project.id);
  const [asking, setAsking] = useState<{ id: string; number: string; title: string } | null>(null);
  const terms = useMemo(() => termsOf(guide.entries), [guide]);
  const select = (id: string) => {
    setSearch({ entry: id });
    document.getElementById(`entry-${id}`)?.scrollIntoView({ block: "start" });
  };
  return (
    <div className={css.columns}>
      <Outline entries={guide.entries} selected={selected} onSelect={select} />
      <div className={css.entries}>
        {button}
        <Marked reading={reading}>
          <Rulings rulings={rulings.filter(({ rule }) => rule === null)} />
          <Terms value={terms}>
            {guide.entries.map(({ id, number, content }) => (
              <article
                key={id}
                id={`entry-${id}`}
                className={css.entry}
                data-kind={content.kind}
                data-selected={id === selected}
              >
                <header className={css.entryHead}>
                  <EntryHeading number={number} title={content.title} />
                  {content.kind === "rule" && WORKING.includes(project.role) && (
                    <Button
                      small
                      look="quiet"
                      icon="comment"
                      aria-label={askTitle(number)}
                      onClick={() => setAsking({ id, number, title: content.title })}
                    >
                      {askTitle()}
                    </Button>
                  )}
                </header>
                <EntryText content={content} under={Math.min(number.split(".").length + 1, 5)} />
                <Rulings rulings={rulings.filter(({ rule }) => rule === id)} />
              </article>
            ))}
          </Terms>
        </Marked>
      </div>
      <Adoption project={project} guide={guide} />
      <Dialog open={asking !== null} onClose={() => setAsking(null)} title={askTitle()}>
        <AskForm project={project.id} rule={asking} onDone={() => setAsking(null)} />
      </Dialog>
    </div>
  );
}

/** Which version is in force, whether newer ones follow, and for managers a way to change that. */
export function Adoption({ project, guide }: { project: Project; guide: ProjectGuide }): ReactNode {
  const { version, pinned, newest, title } = guide;
  const adopt = useChange("guides", "adopt", {
    refreshes: ["projects", "guideDrafts"],
    onDone: () => toast(t("guides.adopted")),
  });
  const [choosing, setChoosing] = useState(false);
  const set = (to: string | null) =>
    adopt.mutate({ params: { project: project.id }, body: { guide: guide.id, version: to } });
  return (
    <aside className={`${css.details} ${css.adoption}`} aria-label={t("guides.adoption")}>
      <h2 dir="auto">{title}</h2>
      {version && (
        <p>
          {t("guides.version", { n: version.n })}, <Time value={version.at} />
        </p>
      )}
      {version?.note && <p dir="auto">{version.note}</p>}
      <p>
        <Badge tone={pinned ? "warn" : "good"}>{t(pinned ? "guides.pinned" : "guides.followed")}</Badge>
      </p>
      <p className={css.muted}>
        {pinned ? t("guides.pinnedHelp", { n: newest ?? 0 }) : t("guides.followedHelp")}
      </p>
      {canManage(project) && (
        <div className={css.actions}>
          <LinkButton small icon="pencil" href={hrefOf("/guides/:guide", { guide: guide.id })}>
            {t("guides.open")}
          </LinkButton>
          {pinned ? (
            <Button small busy={adopt.isPending} onClick={() => set(null)}>
              {t("guides.follow")}
            </Button>
          ) : (
            version && (
              <Button small busy={adopt.isPending} onClick={() => set(version.id)}>
                {t("guides.pin", { n: version.n })}
              </Button>
            )
          )}
          <Button small onClick={() => setChoosing(true)}>
            {t("guides.adoptOther")}
          </Button>
        </div>
      )}
      {choosing && <AdoptDialog project={project.id} now={guide.id} onClose={() => setChoosing(false)} />}
      <ErrorLine error={adopt.error} />
      {canManage(project) && <GateReaders project={project.id} />}
    </aside>
  );
}
