import { type ReactNode, useMemo, useRef, useState } from "react";
import type { GuideDraft } from "#contract/guide-drafts.ts";
import type { FileProposal, ReadFile } from "#contract/guide-files.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { type Shortcut, useShortcuts } from "../../ui/shortcuts.tsx";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { EntryText } from "./entry-view.tsx";
import css from "./guides.module.css";
import review from "./import-review.module.css";
import { homesOf, isPlain, takeProposal } from "./import-take.ts";
import { LeftOut } from "./left-out.tsx";
import { type Draft, useDraft } from "./use-draft.ts";
import { t } from "./words.ts";

/** How a file differs from a guide, one proposal after the other: nothing is done until it is taken. */
export function ImportProposals({ guide, read }: { guide: string; read: ReadFile }): ReactNode {
  const found = useRead("guideDrafts", "get", { params: { guide } });
  if (found.data) return <Proposals guide={found.data} read={read} />;
  return found.error ? (
    <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  ) : (
    <Loading lines={8} />
  );
}

function Proposals({ guide, read }: { guide: GuideDraft; read: ReadFile }): ReactNode {
  const draft = useDraft(guide, null);
  const all = read.proposals ?? [];
  const [open, setOpen] = useState(() => all.filter(({ kind }) => kind !== "same"));
  const [made, setMade] = useState<ReadonlyMap<string, string>>(new Map());
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const homes = useMemo(() => new Map([...homesOf(all), ...made]), [all, made]);
  const proposal = open[Math.min(at, open.length - 1)];
  const close = (done: FileProposal) => setOpen((now) => now.filter((each) => each !== done));

  async function take(chosen: readonly FileProposal[]): Promise<void> {
    setBusy(true);
    for (const each of chosen) {
      const { isDone, made: id } = await takeProposal(draft, read, homes, each);
      if (!isDone) break;
      const { found } = each;
      if (id !== null && found !== null) setMade((now) => new Map([...now, [found, id]]));
      close(each);
    }
    setBusy(false);
  }

  const plain = open.filter(isPlain);
  const step = (by: number) => setAt((now) => Math.max(0, Math.min(now + by, open.length - 1)));
  // The keys stay the same ones while what they do follows the proposal that is shown.
  const does = useRef<Record<KeyName, () => void>>(NOTHING);
  does.current = {
    next: () => step(1),
    previous: () => step(-1),
    take: () => proposal && !busy && void take([proposal]),
    skip: () => proposal && close(proposal),
  };
  const keys = useMemo(() => keysOf((name) => does.current[name]()), []);
  useShortcuts(t("guides.keys"), keys);

  const back = (
    <LinkButton href={hrefOf("/guides/:guide", { guide: guide.id })}>{t("guides.open")}</LinkButton>
  );
  if (!proposal)
    return (
      <EmptyState icon="check" title={t("guides.import.noneLeft")} action={back}>
        {t("guides.import.noneLeftHelp", { count: all.filter(({ kind }) => kind === "same").length })}
      </EmptyState>
    );
  return (
    <>
      <p className={review.bar}>
        {t("guides.import.left", { count: open.length })}
        {plain.length > 1 && (
          <Button small busy={busy} onClick={() => void take(plain)}>
            {t("guides.import.takePlain", { count: plain.length })}
          </Button>
        )}
        {back}
      </p>
      <OneProposal draft={draft} read={read} proposal={proposal} />
      <p className={review.bar}>
        <Button look="primary" keys="T" busy={busy} onClick={() => void take([proposal])}>
          {t("guides.import.take")}
        </Button>
        <Button keys="X" onClick={() => close(proposal)}>
          {t("guides.import.skip")}
        </Button>
        <Button icon="up" keys="K" onClick={() => step(-1)}>
          {t("guides.previous")}
        </Button>
        <Button icon="down" keys="J" onClick={() => step(1)}>
          {t("guides.next")}
        </Button>
      </p>
      <LeftOut leftOut={read.leftOut} />
    </>
  );
}

type KeyName = "next" | "previous" | "take" | "skip";
const nothing = () => {};
const NOTHING: Record<KeyName, () => void> = {
  next: nothing,
  previous: nothing,
  take: nothing,
  skip: nothing,
};

function keysOf(run: (name: KeyName) => void): Shortcut[] {
  const key = (name: KeyName, keys: string, label: string): Shortcut => ({
    id: `guides.import.${name}`,
    keys,
    label,
    run: () => run(name),
  });
  return [
    key("next", "j", t("guides.next")),
    key("previous", "k", t("guides.previous")),
    key("take", "t", t("guides.import.take")),
    key("skip", "x", t("guides.import.skip")),
  ];
}

interface OneProposalProps {
  draft: Draft;
  read: ReadFile;
  proposal: FileProposal;
}

/** What the guide says beside what the file says. */
function OneProposal({ draft, read, proposal }: OneProposalProps): ReactNode {
  const { kind, content, isMoved, isRenamed } = proposal;
  const entry = draft.live.find(({ id }) => id === proposal.entry);
  const others = proposal.others.flatMap((id) => draft.live.find((each) => each.id === id) ?? []);
  const section = read.entries.find(
    ({ id }) => id === read.entries.find((each) => each.id === proposal.found)?.parent,
  );
  return (
    <div className={review.compare}>
      <section aria-label={t("guides.import.inGuide")} className={review.pane}>
        <h2>{t("guides.import.inGuide")}</h2>
        {entry ? (
          [entry, ...others].map((each) => (
            <div key={each.id}>
              <h3>{`${each.number} ${each.content.title}`}</h3>
              <EntryText content={each.content} under={3} />
            </div>
          ))
        ) : (
          <p className={css.muted}>{t("guides.import.notInGuide")}</p>
        )}
      </section>
      <section aria-label={t("guides.import.inFile")} className={review.pane}>
        <h2>
          {t("guides.import.inFile")} <Badge tone="accent">{t(`guides.proposal.${kind}`)}</Badge>
          {isMoved && kind !== "moved" && <Badge>{t("guides.proposal.moved")}</Badge>}
          {isRenamed && <Badge tone="warn">{t("guides.proposal.renamed")}</Badge>}
        </h2>
        {content ? (
          <>
            <h3>{content.title}</h3>
            {section && (
              <p className={css.muted}>{t("guides.import.inSection", { title: section.content.title })}</p>
            )}
            <EntryText content={content} under={3} />
          </>
        ) : (
          <p className={css.muted}>{t("guides.import.notInFile")}</p>
        )}
      </section>
    </div>
  );
}
