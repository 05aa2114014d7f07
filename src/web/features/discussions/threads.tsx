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
import { useChange } from "./api.ts";
import { CommentBox } from "./comment-box.tsx";
import css from "./discussions.module.css";
import { type Place, useStart, useThreads } from "./place.ts";
import { QuotedPassage } from "./quoted-passage.tsx";
import { t } from "./words.ts";

const NONE: Passages = {
  sourceOf: () => null,
  passage: null,
  onPassage: () => undefined,
  toPage: (anchor) => anchor,
  toStored: (anchor) => anchor,
  noteOn: () => null,
};

interface ThreadsProps {
  place: Place;
  mayWrite: boolean;
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
export function Threads({ place, mayWrite, passages = NONE }: ThreadsProps): ReactNode {
  const { sourceOf, passage, onPassage, toPage, toStored, noteOn } = passages;
  const { threads, error, retry } = useThreads(place);
  const [begun, setBegun] = useState(false);
  const [resolved, setResolved] = useState(false);
  const writing = begun || passage !== null;
  const setWriting = (on: boolean) => {
    setBegun(on);
    if (!on) onPassage(null);
  };
  const { start, busy, error: refused } = useStart(place, () => setWriting(false));
  const wanted = useLocation().search.get("thread");
  const view = (thread: Thread) => (
    <ThreadView
      key={thread.id}
      project={place.project}
      thread={{ ...thread, anchor: thread.anchor && toPage(thread.anchor) }}
      mayWrite={mayWrite}
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
          project={place.project}
          label={t("discussions.write")}
          busy={busy}
          error={refused}
          onSend={(said) => start(said, passage && toStored(passage))}
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
  project: string;
  thread: Thread;
  mayWrite: boolean;
  sourceOf: SourceOf;
  noteOn: Passages["noteOn"];
  /** The address asks for this one: the page leads to it. */
  wanted: boolean;
}

function ThreadView({ project, thread, mayWrite, sourceOf, noteOn, wanted }: ThreadProps): ReactNode {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (wanted) frame.current?.scrollIntoView({ block: "center" });
  }, [wanted]);
  const [replying, setReplying] = useState(false);
  const params = { project, thread: thread.id };
  const reply = useChange("discussions", "reply", { refreshes: ["items"], onDone: () => setReplying(false) });
  const resolve = useChange("discussions", "resolve", { refreshes: ["items"] });
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
          {mayWrite && (
            <>
              <Button
                small
                look="quiet"
                busy={resolve.isPending}
                onClick={() => resolve.mutate({ params, body: { resolved: !thread.resolved } })}
              >
                {t(thread.resolved ? "discussions.reopen" : "discussions.resolve")}
              </Button>
              <Button small aria-expanded={replying} onClick={() => setReplying(!replying)}>
                {t("discussions.reply")}
              </Button>
            </>
          )}
        </div>
      )}
      {replying && (
        <CommentBox
          project={project}
          label={t("discussions.reply")}
          busy={reply.isPending}
          error={reply.error}
          onSend={(body) => reply.mutate({ params, body })}
          onCancel={() => setReplying(false)}
        />
      )}
      <ErrorLine error={resolve.error} />
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
