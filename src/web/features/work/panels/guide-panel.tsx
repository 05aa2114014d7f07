import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { ProjectGuide } from "#contract/guides.ts";
import { ConnectionError } from "#sdk/index.ts";
import { Markdown } from "../../../kinds/markdown.tsx";
import { Button } from "../../../ui/button.tsx";
import { inputClass } from "../../../ui/field.tsx";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import { useRulings } from "../../questions/index.ts";
import type { Held } from "../keeping/held.ts";
import { useRead } from "./api.ts";
import { ExampleGallery } from "./example-gallery.tsx";
import { examplesOf, findEntries, rulesForItem } from "./find-entries.ts";
import css from "./guide-panel.module.css";
import { sectionsOf } from "./guide-sections.ts";
import { RuleQuestions } from "./rule-questions.tsx";
import { EntryView } from "./rule-view.tsx";
import { useKeptGuide } from "./use-kept-guide.ts";
import { t } from "./words.ts";

/** So few entries are shown with all that they say. */
const FEW = 4;

/** The guide of this piece of work: what is searched for, else the rules for this item first, then all of it. */
export function GuidePanel({ held, asked }: { held: Held; asked: string }): ReactNode {
  const { projectId: project, guideVersionId: version, offline } = held.assignment;
  const query = version === null ? {} : { version };
  const read = useRead("guides", "get", { params: { project }, query });
  const kept = useKeptGuide(project, offline, read.data?.guide);
  const guide = read.data?.guide ?? (read.error instanceof ConnectionError ? kept : null);
  if (!read.data && !guide) {
    if (!read.error) return <Loading />;
    return <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  }
  if (!guide?.version) return <EmptyState icon="book" title={t("work.guide.none")} />;
  const shown = { ...guide, version: guide.version };
  return guide.entries.length > 0 ? (
    <Rules guide={shown} held={held} begin={asked} />
  ) : (
    <Text guide={shown} />
  );
}

type Published = ProjectGuide & { version: NonNullable<ProjectGuide["version"]> };

function Rules({ guide, held, begin }: { guide: Published; held: Held; begin: string }): ReactNode {
  const [asked, setAsked] = useState(begin);
  const [gallery, setGallery] = useState(false);
  const { stage, attributes } = held.assignment;
  const found = useMemo(() => findEntries(guide.entries, asked), [guide, asked]);
  const first = useMemo(() => rulesForItem(guide.entries, stage, attributes), [guide, stage, attributes]);
  const rulings = useRulings(held.assignment.projectId);
  const examples = useMemo(() => examplesOf(guide.entries), [guide]);
  const narrowed = asked.trim() !== "";
  return (
    <>
      <Search value={asked} onChange={setAsked} />
      <Meta guide={guide} found={narrowed ? found.length : null} />
      {examples.length > 0 && (
        <Button small aria-pressed={gallery} onClick={() => setGallery(!gallery)}>
          {t("work.guide.gallery", { count: examples.length })}
        </Button>
      )}
      {gallery ? (
        <ExampleGallery examples={examples} />
      ) : (
        <div className={css.text}>
          {!narrowed && first.length > 0 && (
            <section className={css.first} aria-label={t("work.guide.forItem")}>
              <h3>{t("work.guide.forItem")}</h3>
              {first.map((entry) => (
                <EntryView key={entry.id} entry={entry} open={first.length <= FEW}>
                  <RuleQuestions entry={entry} held={held} rulings={rulings} />
                </EntryView>
              ))}
            </section>
          )}
          {found.map((entry) => (
            <EntryView key={entry.id} entry={entry} open={narrowed && found.length <= FEW}>
              <RuleQuestions entry={entry} held={held} rulings={rulings} />
            </EntryView>
          ))}
        </div>
      )}
    </>
  );
}

/** A guide that is one text, cut at its headings. */
function Text({ guide }: { guide: Published }): ReactNode {
  const [asked, setAsked] = useState("");
  const sections = useMemo(() => sectionsOf(guide.version.body), [guide]);
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sections.filter((section) => words.every((word) => section.toLowerCase().includes(word)));
  return (
    <>
      <Search value={asked} onChange={setAsked} />
      <Meta guide={guide} found={words.length > 0 ? found.length : null} />
      <div className={css.text}>
        {found.map((section) => (
          <Markdown key={section} text={section} />
        ))}
      </div>
    </>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  // Who opens the guide is looking for something.
  useEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      type="search"
      className={inputClass}
      aria-label={t("work.guide.search")}
      placeholder={t("work.guide.search")}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function Meta({ guide, found }: { guide: Published; found: number | null }): ReactNode {
  return (
    <p className={css.meta} role="status">
      {found === null ? (
        <>
          {t("work.guide.version", { n: guide.version.n })} <Time value={guide.version.at} />
        </>
      ) : (
        t("work.guide.found", { count: found })
      )}
    </p>
  );
}
