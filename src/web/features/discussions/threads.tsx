import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Anchor } from "#content/index.ts";
import type { Comment, Thread } from "#contract/discussions.ts";
import type { SourceOf } from "../../kinds/passage.ts";
import { withUnseen } from "../../kinds/unseen.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { useLocation } from "../../ui/routing.ts";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { CommentBox } from "./comment-box.tsx";
import css from "./discussions.module.css";
import { type Place, useTalk } from "./place.ts";
import { QuotedPassage } from "./quoted-passage.tsx";
import type { Talk, ThreadState } from "./talk.ts";
import { t } from "./words.ts";

const NONE: Passages = {
  sourceOf: () => null,
  passage: null,
  onPassage: () => undefined,
  toPage: (anchor) => anchor,
  toStored: (anchor) => anchor,
  noteOn: () => null,
};

interface ThreadsProps extends Omit<ListProps, "talk" | "mayResolve"> {
  place: Place;
}

interface ListProps {
  talk: Talk;
  mayWrite: boolean;
  mayResolve: boolean;
  /** The texts of the page, where passages of them may be quoted. */
  passages?: Passages;
}

export interface Passages {
  sourceOf: SourceOf;
  /** The passage to comment on next; null: the whole. */
  passage: Anchor | null;
  onPassage: (passage: Anchor | null) => void;
  /** From the numbers of responses as they are stored to places on the page, and back. */
  toPage: (anchor: Anchor) => Anchor;
  toStored: (anchor: Anchor) => Anchor;
  /** What a comment means on this page, where its writer saw another. */
  noteOn: (comment: Comment) => ReactNode;
}

/** What people say to each other about an item, or about something else of a project. */
export function Threads({ place, ...rest }: ThreadsProps): ReactNode {
  return <ThreadList talk={useTalk(place, rest.mayWrite)} mayResolve={rest.mayWrite} {...rest} />;
}

/** Threads, the resolved ones folded away, and a box to start one. */
export function ThreadList({ talk, mayWrite, mayResolve, passages = NONE }: ListProps): ReactNode {
  const { sourceOf, passage, onPassage, toPage, toStored, noteOn } = passages;
  const { threads, error, retry } = talk;
  const [begun, setBegun] = useState(false);
  const [resolved, setResolved] = useState(false);
  const writing = begun || passage !== null;
  const setWriting = (on: boolean) => {
    setBegun(on);
    if (!on) onPassage(null);
  };
  const wanted = useLocation().search.get("thread");
  const view = (thread: Thread) => (
    <ThreadView
      key={thread.id}
      talk={talk}
      thread={{ ...thread, anchor: thread.anchor && toPage(thread.anchor) }}
      mayWrite={mayWrite}
      mayResolve={mayResolve}
      sourceOf={sourceOf}
      noteOn={noteOn}
      wanted={thread.id === wanted}
    />
  );
  const open = threads?.filter((thread) => !thread.resolved) ?? [];
  const closed = threads?.filter((thread) => thread.resolved) ?? [];
  const showsResolved = resolved || closed.some(({ id }) => id === wanted);
  return (
    <Section
      title={t("discussions.title")}
      actions={
        threads &&
        mayWrite && (
          <Button small icon="comment" aria-expanded={writing} onClick={() => setWriting(!writing)}>
            {t("discussions.start")}
          </Button>
        )
      }
    >
      {!threads ? error ? <ErrorState error={error} onRetry={retry} /> : <Loading lines={3} /> : null}
      {passage && <QuotedPassage anchor={passage} sourceOf={sourceOf} />}
      {writing && (
        <CommentBox
          key={passage ? JSON.stringify(passage) : ""}
          people={talk.people}
          label={t("discussions.write")}
          busy={talk.starting}
          error={talk.startError}
          onSend={(said) => talk.start(said, passage && toStored(passage), () => setWriting(false))}
          onCancel={() => setWriting(false)}
        />
      )}
      {threads?.length === 0 && !writing && <p className={css.muted}>{t("discussions.none")}</p>}
      {open.map(view)}
      {closed.length > 0 && !showsResolved && (
        <div>
          <Button small look="quiet" onClick={() => setResolved(true)}>
            {t("discussions.showResolved", { count: closed.length })}
          </Button>
        </div>
      )}
      {showsResolved && closed.map(view)}
    </Section>
  );
}

interface ThreadProps {
  talk: Talk;
  thread: Thread;
  mayWrite: boolean;
  mayResolve: boolean;
  sourceOf: SourceOf;
  noteOn: Passages["noteOn"];
  /** The address asks for this one: the page leads to it. */
  wanted: boolean;
}

function ThreadView({
  talk: { people, reply, resolve, replying: sending, resolving },
  thread,
  mayWrite,
  mayResolve,
  sourceOf,
  noteOn,
  wanted,
}: ThreadProps): ReactNode {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (wanted) frame.current?.scrollIntoView({ block: "center" });
  }, [wanted]);
  const [replying, setReplying] = useState(false);
  const isHere = (state: ThreadState) => state.thread === thread.id;
  const first = thread.comments[0];
  return (
    <article
      ref={frame}
      className={css.thread}
      aria-label={first ? t("discussions.threadBy", { name: first.by.name }) : undefined}
    >
      {thread.anchor && <QuotedPassage anchor={thread.anchor} sourceOf={sourceOf} lead={wanted} />}
      {thread.comments.map((comment) => (
        <CommentView key={comment.id} comment={comment} note={noteOn(comment)} />
      ))}
      {(mayWrite || thread.resolved) && (
        <div className={css.boxEnd}>
          {thread.resolved && <Badge tone="good">{t("discussions.resolved")}</Badge>}
          {mayResolve && (
            <Button
              small
              look="quiet"
              busy={isHere(resolving) && resolving.busy}
              onClick={() => resolve(thread.id, !thread.resolved)}
            >
              {t(thread.resolved ? "discussions.reopen" : "discussions.resolve")}
            </Button>
          )}
          {mayWrite && (
            <Button small aria-expanded={replying} onClick={() => setReplying(!replying)}>
              {t("discussions.reply")}
            </Button>
          )}
        </div>
      )}
      {replying && (
        <CommentBox
          people={people}
          label={t("discussions.reply")}
          busy={isHere(sending) && sending.busy}
          error={isHere(sending) ? sending.error : null}
          onSend={(said) => reply(thread.id, said, () => setReplying(false))}
          onCancel={() => setReplying(false)}
        />
      )}
      <ErrorLine error={isHere(resolving) ? resolving.error : null} />
    </article>
  );
}

export function CommentView({ comment, note }: { comment: Comment; note: ReactNode }): ReactNode {
  return (
    <div className={css.comment}>
      <p>
        <strong dir="auto">{withUnseen(comment.by.name)}</strong>{" "}
        <span className={css.muted}>
          <Time value={comment.at} />
        </span>
      </p>
      <p dir="auto" className={css.text}>
        {withUnseen(comment.text)}
      </p>
      {note}
    </div>
  );
}
