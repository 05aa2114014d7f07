import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { TextInput } from "../../../ui/field.tsx";
import { Time } from "../../../ui/time.tsx";
import { useRead } from "../api.ts";
import css from "../guides.module.css";
import { t } from "./words.ts";

/** Who read what, by the code on it. */
export function FindCode({ guide }: { guide: string }): ReactNode {
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState("");
  const read = useRead(
    "guideAudience",
    "find",
    { params: { guide }, query: { code: asked } },
    { enabled: asked !== "" },
  );
  const find = (event: FormEvent) => {
    event.preventDefault();
    setAsked(code.trim());
  };
  return (
    <form className={css.entries} onSubmit={find}>
      <h2>{t("audience.find")}</h2>
      <TextInput
        label={t("audience.code")}
        help={t("audience.findHelp")}
        value={code}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => setCode(event.target.value)}
      />
      <div>
        <Button
          type="submit"
          icon="search"
          busy={asked !== "" && read.isLoading}
          disabled={code.trim() === ""}
        >
          {t("audience.find")}
        </Button>
      </div>
      <p role="status">
        {asked !== "" && read.error && t("audience.notFound")}
        {read.data && (
          <>
            <span dir="auto">{t("audience.found", { name: read.data.by.name })}</span>,{" "}
            {read.data.version === null
              ? t("audience.foundDraft")
              : t("audience.foundVersion", { n: read.data.version })}
            , <Time value={read.data.at} exact />
          </>
        )}
      </p>
    </form>
  );
}
