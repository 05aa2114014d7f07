import { useId, useState } from "react";
import { type Candidate, textOfPath } from "#content/index.ts";
import styles from "./candidates.module.css";
import { WordDiff } from "./diff.tsx";
import { digitOfPlace, KeyHint } from "./options.tsx";
import parts from "./parts.module.css";
import { MessageBody, Turns } from "./turns.tsx";
import type { FieldProps, FieldSettingsOf, FieldViewOf } from "./view.ts";
import { responseName, t } from "./words.ts";

type Props = FieldProps<FieldSettingsOf<"candidates">, Candidate[]>;

function Viewer({ value, settings, language, compare }: Props) {
  const id = useId();
  const [marked, setMarked] = useState(false);
  const first = textOfPath(value[0]?.messages ?? []);
  return (
    <div className={parts.group}>
      {value.length > 1 && (
        <div>
          <button
            type="button"
            className={parts.option}
            aria-pressed={marked}
            onClick={() => setMarked(!marked)}
          >
            {t("kinds.candidates.mark")}
          </button>
        </div>
      )}
      {/* The columns have no scrollbars of their own: they scroll together because the page does. */}
      <div className={compare ? styles.columns : styles.stack}>
        {value.map((candidate, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a candidate is called by
          <fieldset key={place} className={styles.candidate} aria-labelledby={`${id}-${place}`}>
            <h3 id={`${id}-${place}`} className={styles.name}>
              {responseName(place, settings.noun)}{" "}
              {value.length > 1 && <KeyHint name={digitOfPlace(place)} />}
            </h3>
            {marked && place > 0 ? (
              <>
                <p className={parts.hint}>
                  {t("kinds.candidates.comparedWith", { response: responseName(0, settings.noun) })}
                </p>
                <WordDiff before={first} after={textOfPath(candidate.messages)} language={language} />
              </>
            ) : (
              <Response candidate={candidate} at={place} language={language} />
            )}
          </fieldset>
        ))}
      </div>
    </div>
  );
}

/** One message needs no frame; several are a conversation. */
function Response({
  candidate,
  at,
  language,
}: {
  candidate: Candidate;
  at: number;
  language: string | undefined;
}) {
  const place = { part: "candidate" as const, candidate: at };
  const [only, ...more] = candidate.messages;
  if (!only) return <p className={parts.hint}>{t("kinds.noAnswer")}</p>;
  if (more.length > 0)
    return <Turns messages={candidate.messages} language={language} under={3} place={place} />;
  return <MessageBody message={only} at={0} language={language} under={3} place={place} />;
}

/** Responses beside or below each other, in the order of this reader. */
export const candidates: FieldViewOf<"candidates"> = { Viewer };
