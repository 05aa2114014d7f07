import { type ReactNode, useMemo, useState } from "react";
import type { FoundEntry, ReadFile } from "#contract/guide-files.ts";
import { numberEntries } from "#guide/outline.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { TextInput } from "../../ui/field.tsx";
import { comboText } from "../../ui/keys.ts";
import { navigate } from "../../ui/routing.ts";
import { type Shortcut, useShortcuts } from "../../ui/shortcuts.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { api, useChange } from "./api.ts";
import { EntryText } from "./entry-view.tsx";
import css from "./import-review.module.css";
import { asKind, type Entries, joined, moved, type Step, without } from "./import-state.ts";
import { LeftOut } from "./left-out.tsx";
import { Outline } from "./outline.tsx";
import { References } from "./references.tsx";
import { SplitFound } from "./split-found.tsx";
import { t } from "./words.ts";

interface ImportReviewProps {
  name: string;
  read: ReadFile;
  /** The project that follows the new guide at once. */
  project: string | null;
}

/** What a file says beside its result, entry by entry, until it is a guide. */
export function ImportReview({ name, read, project }: ImportReviewProps): ReactNode {
  const [entries, setEntries] = useState<Entries>(read.entries);
  const [title, setTitle] = useState(read.title ?? name.replace(/\.\w+$/, ""));
  const [selected, setSelected] = useState(read.entries[0]?.id ?? null);
  const [splitting, setSplitting] = useState(false);
  const create = useChange("guideFiles", "create", {
    refreshes: ["guideDrafts", "guides", "projects"],
    onDone: async ({ id }) => {
      if (project) await api.guides.adopt({ params: { project }, body: { guide: id } });
      navigate(hrefOf("/guides/:guide", { guide: id }));
    },
  });
  const numbers = useMemo(() => numberEntries(entries), [entries]);
  const at = entries.findIndex(({ id }) => id === selected);
  const entry = entries[at];
  const keys = useMemo(
    () =>
      reviewKeys({
        entries,
        at,
        change: (next, to) => {
          setEntries(next);
          setSelected(to);
        },
        onSplit: () => setSplitting(true),
      }),
    [entries, at],
  );
  useShortcuts(t("guides.keys"), keys);
  const start = () =>
    create.mutate({
      body: {
        title,
        entries: entries.map(({ id, parent, n, content }) => ({ id, parent, content, ...(n && { n }) })),
      },
    });
  return (
    <>
      <div className={css.importHead}>
        <TextInput
          label={t("guides.title")}
          value={title}
          maxLength={300}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Button
          look="primary"
          icon="check"
          disabled={title.trim() === ""}
          busy={create.isPending}
          onClick={start}
        >
          {t("guides.create")}
        </Button>
      </div>
      <ErrorLine error={create.error} />
      <div className={css.review}>
        <Outline
          entries={entries.map((each) => ({ ...each, number: numbers.get(each.id)! }))}
          selected={selected}
          onSelect={setSelected}
        />
        {entry && (
          <>
            <section aria-label={t("guides.import.source")} className={css.pane}>
              <h2>{t("guides.import.source")}</h2>
              <Markdown text={entry.source} under={2} />
            </section>
            <section aria-label={t("guides.import.result")} className={css.pane}>
              <h2>{`${numbers.get(entry.id)} ${entry.content.title}`}</h2>
              <p className={css.bar}>
                {keys
                  .filter(({ id }) => !/\.(next|previous)$/.test(id))
                  .map(({ id, keys: combo, label, run }) => (
                    <Button key={id} small keys={comboText(combo)} onClick={() => run()}>
                      {label}
                    </Button>
                  ))}
              </p>
              <EntryText content={entry.content} under={2} />
            </section>
          </>
        )}
      </div>
      <References read={read} entries={entries} numbers={numbers} />
      <LeftOut leftOut={read.leftOut} />
      {entry && splitting && (
        <SplitFound
          entries={entries}
          entry={entry}
          onSplit={(next) => {
            setEntries(next);
            setSplitting(false);
          }}
          onClose={() => setSplitting(false)}
        />
      )}
    </>
  );
}

interface ReviewTargets {
  entries: Entries;
  at: number;
  change: (entries: Entries, selected: string | null) => void;
  onSplit: () => void;
}

/** The keys of a review: everything that its buttons do. */
function reviewKeys({ entries, at, change, onSplit }: ReviewTargets): Shortcut[] {
  const entry = entries[at];
  const key = (id: string, keys: string, label: string, run: (entry: FoundEntry) => void): Shortcut => ({
    id: `guides.import.${id}`,
    keys,
    label,
    run: () => entry && run(entry),
  });
  const go = (step: number) => change(entries, entries[at + step]?.id ?? entry?.id ?? null);
  const stay = (next: Entries) => change(next, entry?.id ?? null);
  const move = (id: string, keys: string, label: string, step: Step) =>
    key(id, keys, label, (one) => stay(moved(entries, one.id, step)));
  const as = (kind: "rule" | "section" | "term", keys: string) =>
    key(kind, keys, t(`guides.import.as.${kind}`), (one) => stay(asKind(entries, one.id, kind)));
  return [
    key("next", "j", t("guides.next"), () => go(1)),
    key("previous", "k", t("guides.previous"), () => go(-1)),
    as("rule", "r"),
    as("section", "o"),
    as("term", "d"),
    key("split", "s", t("guides.split"), onSplit),
    key("join", "m", t("guides.import.join"), (one) => {
      const next = joined(entries, one.id);
      change(next, next === entries ? one.id : (entries[at - 1]?.id ?? null));
    }),
    move("up", "alt+ArrowUp", t("guides.moveUp"), "up"),
    move("down", "alt+ArrowDown", t("guides.moveDown"), "down"),
    move("in", "alt+ArrowRight", t("guides.moveIn"), "in"),
    move("out", "alt+ArrowLeft", t("guides.moveOut"), "out"),
    key("drop", "x", t("guides.import.leave"), (one) => {
      const next = without(entries, one.id);
      change(next, (next[at] ?? next.at(-1))?.id ?? null);
    }),
  ];
}
