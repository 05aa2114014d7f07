import type { ReactNode } from "react";
import { Offline, ProjectSettings } from "#contract/projects.ts";
import { Checkbox, Select, TextInput } from "../../ui/field.tsx";
import css from "./projects.module.css";
import { t } from "./words.ts";

/** Settings while they are typed: numbers as text, so that a field may be empty for a moment. */
export interface SettingsDraft {
  answersPerItem: string;
  review: boolean;
  reviewShare: string;
  edit: boolean;
  leaseMinutes: string;
  queueBy: string;
  demandLanguage: string;
  offline: Offline;
  openWithoutGuide: boolean;
}

export function draftOf(settings: ProjectSettings): SettingsDraft {
  return {
    answersPerItem: String(settings.answersPerItem),
    review: settings.review,
    reviewShare: String(Math.round(settings.reviewSample * 1000) / 10),
    edit: settings.edit,
    leaseMinutes: String(settings.leaseMinutes),
    queueBy: settings.queueBy.join(", "),
    demandLanguage: settings.demandLanguage ?? "",
    offline: settings.offline,
    openWithoutGuide: settings.openWithoutGuide,
  };
}

/** What was typed as settings to send; numbers that are none become NaN, which the schema refuses. */
function settingsOf(draft: SettingsDraft): ProjectSettings {
  return {
    answersPerItem: numberOf(draft.answersPerItem),
    review: draft.review,
    reviewSample: numberOf(draft.reviewShare) / 100,
    edit: draft.edit,
    leaseMinutes: numberOf(draft.leaseMinutes),
    queueBy: draft.queueBy
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
    demandLanguage: draft.demandLanguage.trim() || null,
    offline: draft.offline,
    openWithoutGuide: draft.openWithoutGuide,
  };
}

function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

interface SettingsFieldsProps {
  draft: SettingsDraft;
  /** What is wrong, by setting. */
  errors: Readonly<Record<string, string>>;
  onChange(next: SettingsDraft): void;
  /** Only what a new project needs. */
  brief?: boolean;
  disabled?: boolean;
}

/** The controls for a project's settings. */
export function SettingsFields({ draft, errors, onChange, brief, disabled }: SettingsFieldsProps): ReactNode {
  const set = (patch: Partial<SettingsDraft>) => onChange({ ...draft, ...patch });
  return (
    <>
      <div className={css.pair}>
        <TextInput
          label={t("projects.answersPerItem")}
          help={t("projects.answersPerItemHelp")}
          error={errors.answersPerItem}
          inputMode="numeric"
          disabled={disabled}
          value={draft.answersPerItem}
          onChange={(event) => set({ answersPerItem: event.target.value })}
        />
        {!brief && (
          <TextInput
            label={t("projects.leaseMinutes")}
            help={t("projects.leaseMinutesHelp")}
            error={errors.leaseMinutes}
            inputMode="numeric"
            disabled={disabled}
            value={draft.leaseMinutes}
            onChange={(event) => set({ leaseMinutes: event.target.value })}
          />
        )}
      </div>
      <Checkbox
        label={t("projects.review")}
        help={t("projects.reviewHelp")}
        disabled={disabled}
        checked={draft.review}
        onChange={(event) => set({ review: event.target.checked })}
      />
      {!brief && (
        <Checkbox
          label={t("projects.edit")}
          help={t("projects.editHelp")}
          disabled={disabled}
          checked={draft.edit}
          onChange={(event) => set({ edit: event.target.checked })}
        />
      )}
      {!brief && (
        <Checkbox
          label={t("projects.openWithoutGuide")}
          help={t("projects.openWithoutGuideHelp")}
          disabled={disabled}
          checked={draft.openWithoutGuide}
          onChange={(event) => set({ openWithoutGuide: event.target.checked })}
        />
      )}
      {!brief && (
        <div className={css.pair}>
          {draft.review && (
            <TextInput
              label={t("projects.reviewSample")}
              help={t("projects.reviewSampleHelp")}
              error={errors.reviewSample}
              inputMode="decimal"
              disabled={disabled}
              value={draft.reviewShare}
              onChange={(event) => set({ reviewShare: event.target.value })}
            />
          )}
          <TextInput
            label={t("projects.queueBy")}
            help={t("projects.queueByHelp")}
            error={errors.queueBy}
            disabled={disabled}
            value={draft.queueBy}
            onChange={(event) => set({ queueBy: event.target.value })}
          />
          <TextInput
            label={t("projects.demandLanguage")}
            help={t("projects.demandLanguageHelp")}
            error={errors.demandLanguage}
            disabled={disabled}
            value={draft.demandLanguage}
            onChange={(event) => set({ demandLanguage: event.target.value })}
          />
          <Select
            label={t("projects.offline")}
            help={t("projects.offlineHelp")}
            disabled={disabled}
            value={draft.offline}
            onChange={(event) => set({ offline: Offline.parse(event.target.value) })}
          >
            {Offline.options.map((kept) => (
              <option key={kept} value={kept}>
                {t(`projects.offline.${kept}`)}
              </option>
            ))}
          </Select>
        </div>
      )}
    </>
  );
}

/** What a form says of a project: settings that may be sent, or null, with what is wrong by field. */
export function checkProject(
  name: string,
  draft: SettingsDraft,
): { checked: ProjectSettings | null; errors: Record<string, string> } {
  const { data, error } = ProjectSettings.safeParse(settingsOf(draft));
  const errors = { ...errorsIn(error?.issues), ...(name.trim() === "" && { name: t("projects.needsName") }) };
  return { checked: Object.keys(errors).length === 0 ? data! : null, errors };
}

/** What each setting that failed its check must be. */
function errorsIn(issues: readonly { path: PropertyKey[] }[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (issues ?? []).map(({ path }) => {
      const name = String(path[0] ?? "");
      return [name, LIMITED.includes(name as Limited) ? t(`projects.limit.${name as Limited}`) : name];
    }),
  );
}

const LIMITED = ["answersPerItem", "leaseMinutes", "reviewSample", "queueBy", "demandLanguage"] as const;
type Limited = (typeof LIMITED)[number];
