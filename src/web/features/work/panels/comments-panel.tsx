import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Thread } from "#contract/discussions.ts";
import type { SourceOf } from "../../../kinds/passage.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Select, TextArea } from "../../../ui/field.tsx";
import { comboOf, comboText } from "../../../ui/keys.ts";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import { QuotedPassage } from "../../discussions/index.ts";
import type { View } from "../workspace.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./comments-panel.module.css";
import { t } from "./words.ts";

interface CommentsProps {
  project: string;
  assignment: string;
  /** It is about another person's answer. */
  judges: boolean;
  view: View;
  sourceOf: SourceOf;
}

/** What is said about the work in hand, and a place to say something. */
export function CommentsPanel({ project, assignment, judges, view, sourceOf }: CommentsProps): ReactNode {
  const { passage, setPassage } = view;
  const params = { project, assignment };
  const threads = useRead("discussions", "listHere", { params }, { every: 20_000 });
  const start = useChange("discussions", "startHere");
  const ask = useChange("discussions", "askAuthor");
  // Once it is here, a poll that failed takes it from nobody: least of all from who is writing in it.
  if (!threads.data) {
    if (!threads.error) return <Loading />;
    return <ErrorState error={threads.error} onRetry={() => void threads.refetch()} />;
  }
  return (
    <>
      {threads.data.rows.length === 0 && (
        <EmptyState icon="comment" title={t("work.comments.none")}>
          {t("work.comments.noneHelp")}
        </EmptyState>
      )}
      {threads.data.rows.map((thread) => (
        <ThreadView key={thread.id} project={project} thread={thread} sourceOf={sourceOf} />
      ))}
      {passage && (
        <div>
          <QuotedPassage anchor={passage} sourceOf={sourceOf} />
          <Button small look="quiet" onClick={() => setPassage(null)}>
            {t("work.comments.whole")}
          </Button>
        </div>
      )}
      <Compose
        key={passage ? "passage" : "whole"}
        place={assignment}
        project={project}
        label={t("work.comments.new")}
        error={start.error ?? ask.error}
        busy={start.isPending || ask.isPending}
        toAuthor={judges && passage === null}
        onSend={(said, done) => {
          const onSuccess = () => {
            done();
            setPassage(null);
          };
          if (said.mentions[0] === AUTHOR)
            return ask.mutate({ params, body: { text: said.text } }, { onSuccess });
          start.mutate({ params, body: { ...said, anchor: passage } }, { onSuccess });
        }}
      />
    </>
  );
}

interface ThreadProps {
  project: string;
  thread: Thread;
  sourceOf: SourceOf;
}

function ThreadView({ project, thread, sourceOf }: ThreadProps): ReactNode {
  const [replying, setReplying] = useState(false);
  const reply = useChange("discussions", "reply");
  const resolve = useChange("discussions", "resolve");
  const params = { project, thread: thread.id };
  return (
    <article className={css.thread}>
      {thread.resolved && <Badge tone="good">{t("work.comments.resolved")}</Badge>}
      {thread.anchor && <QuotedPassage anchor={thread.anchor} sourceOf={sourceOf} />}
      <ol className={css.comments}>
        {thread.comments.map((comment) => (
          <li key={comment.id}>
            <p className={css.by}>
              <strong>{comment.by.name}</strong> <Time value={comment.at} />
            </p>
            <p className={css.text} dir="auto">
              {comment.text}
            </p>
          </li>
        ))}
      </ol>
      <div className={css.row}>
        <Button small aria-expanded={replying} onClick={() => setReplying(!replying)}>
          {t("work.comments.reply")}
        </Button>
        <Button
          small
          look="quiet"
          busy={resolve.isPending}
          onClick={() => resolve.mutate({ params, body: { resolved: !thread.resolved } })}
        >
          {t(thread.resolved ? "work.comments.reopen" : "work.comments.resolve")}
        </Button>
      </div>
      <ErrorLine error={resolve.error} />
      {replying && (
        <Compose
          place={thread.id}
          project={project}
          label={t("work.comments.reply")}
          error={reply.error}
          busy={reply.isPending}
          onSend={(body, done) =>
            reply.mutate(
              { params, body },
              {
                onSuccess: () => {
                  done();
                  setReplying(false);
                },
              },
            )
          }
        />
      )}
    </article>
  );
}

/** Comments that were begun and not sent: closing the panel, or going on to the next item, keeps them. */
const begun = new Map<string, string>();

/** Stands for the author of the answer, who has no name here. */
const AUTHOR = "author";

interface ComposeProps {
  /** What the comment belongs to. */
  place: string;
  project: string;
  label: string;
  error: unknown;
  busy: boolean;
  /** The answer's author can be asked. */
  toAuthor?: boolean;
  onSend: (body: { text: string; mentions: string[] }, done: () => void) => void;
}

function Compose({ place, project, label, error, busy, toAuthor = false, onSend }: ComposeProps): ReactNode {
  const [text, setText] = useState(begun.get(place) ?? "");
  const [mention, setMention] = useState("");
  const people = useRead("discussions", "mentionable", { params: { project } });
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Who opens the panel writes at once: letters typed beside a text box would decide about the work. The panel
    // itself looks for its focus in the same moment, hence after it.
    queueMicrotask(() => {
      if (area.current?.closest("aside")?.contains(document.activeElement)) area.current.focus();
    });
  }, []);
  function write(next: string): void {
    if (next === "") begun.delete(place);
    else begun.set(place, next);
    setText(next);
  }
  function send(): void {
    if (text.trim() === "" || busy) return;
    onSend({ text: text.trim(), mentions: mention ? [mention] : [] }, () => {
      write("");
      setMention("");
    });
  }
  return (
    <form
      className={css.compose}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      // Anywhere in here the key means the comment, never the answer beside it.
      onKeyDown={(event) => {
        if (comboOf(event) !== "mod+Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        send();
      }}
    >
      <TextArea
        ref={area}
        label={label}
        rows={3}
        maxLength={10_000}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      {people.data && (toAuthor || people.data.rows.length > 0) && (
        <Select
          label={t("work.comments.mention")}
          value={mention}
          onChange={(event) => setMention(event.target.value)}
        >
          <option value="">{t("work.comments.mentionNone")}</option>
          {toAuthor && <option value={AUTHOR}>{t("work.comments.author")}</option>}
          {people.data.rows.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
      )}
      <ErrorLine error={error} />
      <Button type="submit" busy={busy} keys={comboText("mod+Enter")}>
        {t("work.comments.send")}
      </Button>
    </form>
  );
}
