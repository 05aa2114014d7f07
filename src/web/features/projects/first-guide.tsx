import type { ReactNode } from "react";
import type { FirstGuide } from "#contract/projects.ts";
import { Checkbox, Select, TextArea } from "../../ui/field.tsx";
import { useRead } from "./api.ts";
import { t } from "./words.ts";

/** Where a new project's guide comes from: `copy ID` and `follow ID` name a guide, and `write` has a text of its own. */
export interface GuideChoice {
  from: string;
  text: string;
}

export const FIRST_CHOICE: GuideChoice = { from: "template", text: "" };

/** What to send for a choice. A file is read once the project is there. */
export function guideOf({ from, text }: GuideChoice): { guide: FirstGuide | null; instructions: string } {
  const [how, guide] = from.split(" ");
  if (how === "template") return { guide: { from: how }, instructions: "" };
  if (how === "copy" || how === "follow") return { guide: { from: how, guide: guide! }, instructions: "" };
  return { guide: null, instructions: how === "write" ? text : "" };
}

interface FirstGuideProps {
  choice: GuideChoice;
  onChoice(choice: GuideChoice): void;
  /** Whether work may begin before the guide is published. */
  opens: boolean;
  onOpens(opens: boolean): void;
}

/** Asks for the guide of a new project, and whether work waits for it. */
export function FirstGuideFields({ choice, onChoice, opens, onOpens }: FirstGuideProps): ReactNode {
  const guides = useRead("guideDrafts", "list").data?.rows.filter(({ archived }) => !archived) ?? [];
  const published = guides.filter(({ version }) => version !== null);
  const named = (how: "copy" | "follow", rows: typeof guides) =>
    rows.length > 0 && (
      <optgroup label={t(`projects.guide.${how}`)}>
        {rows.map(({ id, title }) => (
          <option key={id} value={`${how} ${id}`}>
            {t(`projects.guide.${how}One`, { title })}
          </option>
        ))}
      </optgroup>
    );
  const how = choice.from.split(" ")[0] as How;
  return (
    <>
      <Select
        label={t("projects.guide")}
        help={t(`projects.guide.${how}Help`)}
        value={choice.from}
        onChange={(event) => onChoice({ ...choice, from: event.target.value })}
      >
        {(["template", "file", "write", "none"] as const).map((value) => (
          <option key={value} value={value}>
            {t(`projects.guide.${value}`)}
          </option>
        ))}
        {named("follow", published)}
        {named("copy", guides)}
      </Select>
      {how === "write" && (
        <TextArea
          label={t("projects.instructions")}
          help={t("projects.instructionsHelp")}
          rows={8}
          value={choice.text}
          onChange={(event) => onChoice({ ...choice, text: event.target.value })}
        />
      )}
      {how !== "write" && how !== "follow" && (
        <Checkbox
          label={t("projects.openWithoutGuide")}
          help={t("projects.openWithoutGuideHelp")}
          checked={opens}
          onChange={(event) => onOpens(event.target.checked)}
        />
      )}
    </>
  );
}

type How = "template" | "file" | "write" | "none" | "copy" | "follow";
