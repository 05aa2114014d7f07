import { type ReactNode, useState } from "react";
import type { Comment, Thread } from "#contract/discussions.ts";
import { useChange } from "../../api.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { CommentBox } from "./comment-box.tsx";
import css from "./discussions.module.css";
import { type Place, useStart, useThreads } from "./place.ts";
import { t } from "./words.ts";

/** What people say to each other about an item, or about the work in hand. */
export function Threads({ place, mayWrite }: { place: Place; mayWrite: boolean }): ReactNode {
  const { threads, error, retry } = useThreads(place);
  const [writing, setWriting] = useState(false);
  const [resolved, setResolved] = useState(false);
  const { start, busy, error: refused } = useStart(place, () => setWriting(false));
  const open = threads?.filter((thread) => !thread.resolved) ?? [];
  const closed = threads?.filter((thread) => thread.resolved) ?? [];
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
      {writing && (
        <CommentBox
          project={place.project}
          label={t("discussions.write")}
          busy={busy}
          error={refused}
          onSend={start}
          onCancel={() => setWriting(false)}
        />
      )}
      {threads?.length === 0 && !writing && <p className={css.muted}>{t("discussions.none")}</p>}
      {open.map((thread) => (
        <ThreadView key={thread.id} project={place.project} thread={thread} mayWrite={mayWrite} />
      ))}
      {closed.length > 0 && !resolved && (
        <div>
          <Button small look="quiet" onClick={() => setResolved(true)}>
            {t("discussions.showResolved", { count: closed.length })}
          </Button>
        </div>
      )}
      {resolved &&
        closed.map((thread) => (
          <ThreadView key={thread.id} project={place.project} thread={thread} mayWrite={mayWrite} />
        ))}
    </Section>
  );
}

interface ThreadProps {
  project: string;
  thread: Thread;
  mayWrite: boolean;
}

function ThreadView({ project, thread, mayWrite }: ThreadProps): ReactNode {
  const [replying, setReplying] = useState(false);
  const params = { project, thread: thread.id };
  const reply = useChange("discussions", "reply", { refreshes: ["items"], onDone: () => setReplying(false) });
  const resolve = useChange("discussions", "resolve", { refreshes: ["items"] });
  const first = thread.comments[0];
  return (
    <article
      className={css.thread}
      aria-label={first ? t("discussions.threadBy", { name: first.by.name }) : undefined}
    >
      {thread.comments.map((comment) => (
        <CommentView key={comment.id} comment={comment} />
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

function CommentView({ comment }: { comment: Comment }): ReactNode {
  return (
    <div className={css.comment}>
      <p>
        <strong dir="auto">{comment.by.name}</strong>{" "}
        <span className={css.muted}>
          <Time value={comment.at} />
        </span>
      </p>
      <p dir="auto" className={css.text}>
        {comment.text}
      </p>
    </div>
  );
}
