import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { ProjectGuide, VersionEntry } from "#contract/guides.ts";
import { termsOf } from "#guide/terms.ts";
import { ConnectionError } from "#sdk/index.ts";
import { Markdown } from "../../../kinds/markdown.tsx";
import { Terms } from "../../../kinds/terms.tsx";
import { Button } from "../../../ui/button.tsx";
import { inputClass } from "../../../ui/field.tsx";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import { inLanguage, LanguageSelect, Marked, useOpened, useReading } from "../../guides/index.ts";
import { useRulings } from "../../questions/index.ts";
import type { Held } from "../keeping/held.ts";
import { useRead } from "./api.ts";
import { ExampleGallery } from "./example-gallery.tsx";
import { examplesOf, findEntries, rulesForItem } from "./find-entries.ts";
import css from "./guide-panel.module.css";
import { sectionsOf } from "./guide-sections.ts";
import { RuleLinks, referencesOf } from "./rule-links.tsx";
import { RuleQuestions } from "./rule-questions.tsx";
import { EntryView } from "./rule-view.tsx";
import { useFound } from "./use-found.ts";
import { useKeptGuide } from "./use-kept-guide.ts";
import { t } from "./words.ts";

/** So few entries are shown with all that they say. */
const FEW = 4;

interface PanelProps {
  project: string;
  /** The piece of work, under whose version the guide is read; null: none yet, and the project's version. */
  held: Held | null;
  /** What it is searched for at first. */
  asked: string;
}

/** The guide of a piece of work: what is searched for, else the rules for this item first, then all of it. */
export function GuidePanel({ project, held, asked }: PanelProps): ReactNode {
  const version = held?.assignment.guideVersionId ?? null;
  const query = version === null ? {} : { version };
  const read = useRead("guides", "get", { params: { project }, query });
  const kept = useKeptGuide(project, held?.assignment.offline ?? null, read.data?.guide);
  const guide = read.data?.guide ?? (read.error instanceof ConnectionError ? kept : null);
  if (!read.data && !guide) {
    if (!read.error) return <Loading />;
    return <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  }
  if (!guide?.version) return <EmptyState icon="book" title={t("work.guide.none")} />;
  return <Opened project={project} guide={{ ...guide, version: guide.version }} held={held} begin={asked} />;
}

/** What is confidential is shown once it is opened. */
function Opened({ guide: closed, ...rest }: RulesProps): ReactNode {
  const { guide, reading, button } = useOpened(rest.project, closed);
  return (
    <>
      {button}
      <Marked reading={reading}>
        {guide.entries.length > 0 ? <Rules guide={guide} {...rest} /> : <Text guide={guide} />}
      </Marked>
    </>
  );
}

type Published = ProjectGuide & { version: NonNullable<ProjectGuide["version"]> };

interface RulesProps {
  project: string;
  guide: Published;
  held: Held | null;
  begin: string;
}

function Rules({ project, guide, held, begin }: RulesProps): ReactNode {
  const [asked, setAsked] = useState(begin);
  const [gallery, setGallery] = useState(false);
  const reading = useReading(project, guide.version.id);
  const entries = guide.entries.map((entry) => inLanguage(entry, reading));
  const rulings = useRulings(project);
  const quick = findEntries(entries, asked, rulings);
  const better = useFound(project, guide.version.id, {
    asked: quick.length === 0 ? asked : "",
    language: reading.language,
  });
  const found = quick.length > 0 ? quick : better.flatMap((id) => entries.filter((entry) => entry.id === id));
  const first = held ? rulesForItem(entries, held.assignment.stage, held.assignment.attributes) : [];
  const examples = useMemo(() => examplesOf(guide.entries), [guide]);
  const terms = useMemo(() => termsOf(guide.entries), [guide]);
  const references = useMemo(() => referencesOf(guide.entries), [guide]);
  const below = (entry: VersionEntry) => (
    <>
      <RuleLinks to={references.get(entry.id) ?? []} onOpen={setAsked} />
      {held && <RuleQuestions entry={entry} held={held} rulings={rulings} />}
    </>
  );
  const narrowed = asked.trim() !== "";
  const translationOf = (id: string) => {
    const found = reading.of(id);
    return found && reading.language ? { language: reading.language, behind: found.behind } : {};
  };
  return (
    <>
      <Search value={asked} onChange={setAsked} />
      <LanguageSelect reading={reading} />
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
          <Terms value={terms}>
            {!narrowed && first.length > 0 && (
              <section className={css.first} aria-label={t("work.guide.forItem")}>
                <h3>{t("work.guide.forItem")}</h3>
                {first.map((entry) => (
                  <EntryView
                    key={entry.id}
                    entry={entry}
                    open={first.length <= FEW}
                    {...translationOf(entry.id)}
                  >
                    {below(entry)}
                  </EntryView>
                ))}
              </section>
            )}
            {found.map((entry) => (
              <EntryView
                key={entry.id}
                entry={entry}
                open={narrowed && found.length <= FEW}
                {...translationOf(entry.id)}
              >
                {below(entry)}
              </EntryView>
            ))}
          </Terms>
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
