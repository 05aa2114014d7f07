import { type Message, type Part, type TextPlace, textOf } from "#content/index.ts";
import { Markdown, type MarkdownProps } from "./markdown.tsx";
import { passageMark } from "./passage.ts";
import { SafeLink } from "./safe-link.tsx";
import styles from "./turns.module.css";
import { withUnseen } from "./unseen.tsx";
import { t } from "./words.ts";

export interface MessagesProps {
  messages: readonly Message[];
  language?: string | undefined;
  /** The level of the heading that these messages stand under. */
  under?: number | undefined;
  /** Which messages of an item these are, where passages of them may be quoted. */
  place?: MessagesPlace | undefined;
}

type MessagePlace = Extract<TextPlace, { message: number }>;
/** The place of messages, but for which of them. */
type MessagesPlace = MessagePlace extends infer P
  ? P extends MessagePlace
    ? Omit<P, "message">
    : never
  : never;

/** A conversation turn by turn; each turn can be folded. */
export function Turns({ messages, language, under = 2, place }: MessagesProps) {
  return (
    <ol className={styles.turns}>
      {messages.map((message, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a conversation that is shown never changes its order
        <li key={at} className={styles.turn} data-role={message.role}>
          <details open>
            <summary className={styles.role}>{withUnseen(roleOf(message))}</summary>
            <MessageBody message={message} at={at} language={language} under={under} place={place} />
          </details>
        </li>
      ))}
    </ol>
  );
}

/** What a message says: reasoning folded and apart, content, and the calls that it makes. */
export function MessageBody({
  message,
  at,
  language,
  under,
  place,
}: Omit<MessagesProps, "messages"> & { message: Message; at: number }) {
  const markFrom = (from: number) => place && passageMark({ ...place, message: at } as TextPlace, from);
  const parts = partsOf(message);
  const startOf = (part: number) => textOf({ content: parts.slice(0, part) }).length;
  return (
    <div className={styles.body}>
      {message.reasoning && (
        <details>
          <summary>{t("kinds.chat.reasoning")}</summary>
          <Markdown text={message.reasoning} language={language} under={under} />
        </details>
      )}
      {message.role === "tool" ? (
        <pre className={styles.code}>{withUnseen(textOf(message))}</pre>
      ) : (
        parts.map((part, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change their order
          <PartView key={n} part={part} language={language} under={under} passage={markFrom(startOf(n))} />
        ))
      )}
      {message.toolCalls?.map((call, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the calls of a message never change their order
        <div key={at}>
          <div className={styles.call}>{withUnseen(t("kinds.chat.call", { name: call.name }))}</div>
          <JsonView value={call.arguments} />
        </div>
      ))}
    </div>
  );
}

function PartView({ part, ...drawn }: Omit<MarkdownProps, "text"> & { part: Part }) {
  if (part.type === "text") return part.text === "" ? null : <Markdown text={part.text} {...drawn} />;
  if (part.type === "json") return <JsonView value={part.json} />;
  return (
    <p className={styles.call}>
      <SafeLink href={part.uri}>
        {withUnseen(
          t("kinds.chat.attachment", { kind: t(`kinds.chat.${part.type}`), name: part.name ?? part.uri }),
        )}
      </SafeLink>
    </p>
  );
}

/** A JSON value, indented; a string as it is. */
export function JsonView({ value }: { value: unknown }) {
  return (
    <pre className={styles.code}>
      {withUnseen(typeof value === "string" ? value : JSON.stringify(value, null, 2))}
    </pre>
  );
}

function partsOf(message: Message): Part[] {
  return typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content;
}

function roleOf({ role, name }: Message): string {
  const word = t(`kinds.chat.${role}`);
  return name ? t("kinds.chat.named", { role: word, name }) : word;
}
