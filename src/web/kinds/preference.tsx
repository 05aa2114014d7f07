import { letterOf } from "#content/index.ts";
import { diffOf } from "./diff.tsx";
import { KeyHint, Options } from "./options.tsx";
import styles from "./parts.module.css";
import type { Draft, EditorProps, SettingsOf, ValueOf, ViewerProps, ViewOf } from "./view.ts";
import { responseName, t } from "./words.ts";

type Settings = SettingsOf<"preference">;
type Value = ValueOf<"preference">;
type Choice = Value["choice"];

/** Digits stand for these in this order, whether or not the form allows all of them. */
const CHOICES: readonly Choice[] = [0, 1, "tie", "both_bad"];

function Editor(props: EditorProps<Settings, Value>) {
  const { value, settings, onChange, id, labelledBy, letters } = props;
  // With a side chosen and its strength open, digits belong to the strength.
  const keyOf = (part: string, choice: Choice) =>
    part === "" && awaitsStrength(value, settings) ? "" : String(CHOICES.indexOf(choice) + 1);
  const choose = (part: string, choice: Choice) => onChange(chosen(value, settings, part, choice));
  const choices = (part: string, current: Choice | undefined) =>
    allowed(settings, part).map((choice) => ({
      label: nameOf(choice),
      ...(part !== "" && typeof choice === "number" && { short: letterOf(choice) }),
      keyName: keyOf(part, choice),
      selected: current === choice,
      onSelect: () => choose(part, choice),
    }));
  return (
    <div className={styles.group}>
      <Options
        type="radio"
        name={`${id}-choice`}
        labelledBy={labelledBy}
        describedBy={props.describedBy}
        invalid={props.invalid}
        items={choices("", value?.choice)}
      />
      {settings.strengths.length > 0 && (
        <Options
          type="radio"
          name={`${id}-strength`}
          part="strength"
          label={t("kinds.preference.strength")}
          items={settings.strengths.map((label, at) => ({
            label,
            keyName: awaitsStrength(value, settings) ? String(at + 1) : "",
            selected: value?.strength === at + 1,
            disabled: typeof value?.choice !== "number",
            onSelect: () => onChange({ ...value, strength: at + 1 }),
          }))}
        />
      )}
      {settings.criteria.map(({ name, title }) => (
        <div key={name} className={styles.line}>
          <div id={`${id}-${name}`} className={styles.legend}>
            <span dir="auto">{title}</span> <KeyHint name={letters?.[name]} />
          </div>
          <Options
            type="radio"
            name={`${id}-criterion-${name}`}
            part={name}
            labelledBy={`${labelledBy} ${id}-${name}`}
            items={choices(name, value?.criteria?.[name])}
          />
        </div>
      ))}
    </div>
  );
}

function Viewer({ value, settings }: ViewerProps<Settings, Value>) {
  const strength = value.strength && settings.strengths[value.strength - 1];
  const overall = strength
    ? t("kinds.preference.better", { response: nameOf(value.choice), strength })
    : nameOf(value.choice);
  const criteria = settings.criteria.filter(({ name }) => value.criteria?.[name] !== undefined);
  return (
    <div>
      <span dir="auto">{overall}</span>
      {criteria.length > 0 && (
        <ul className={styles.list}>
          {criteria.map(({ name, title }) => (
            <li key={name} dir="auto">
              {title}: {nameOf(value.criteria![name]!)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/**
 * 1 and 2 choose a response, 3 a tie, 4 both bad; after a response the next digit says how much better. Each
 * criterion is a part. Backspace takes the part's answer back.
 */
export const preference: ViewOf<"preference"> = {
  Editor,
  Viewer,
  Diff: diffOf(Viewer),
  parts: (settings) => [{ name: "", title: "" }, ...settings.criteria],
  onKey: (key, { value, settings, part }) => {
    if (key === "Backspace" || key === "Delete") return chosen(value, settings, part, undefined) ?? null;
    if (!/^[1-9]$/.test(key)) return undefined;
    const digit = Number(key);
    if (part === "" && awaitsStrength(value, settings)) {
      return digit <= settings.strengths.length ? { ...value, strength: digit } : undefined;
    }
    const choice = CHOICES[digit - 1];
    if (choice === undefined || !allowed(settings, part).includes(choice)) return undefined;
    return chosen(value, settings, part, choice);
  },
};

/** The value with a part answered, or with its answer taken away; undefined where nothing is left. */
function chosen(
  value: Draft<Value> | undefined,
  settings: Settings,
  part: string,
  choice: Choice | undefined,
): Draft<Value> | undefined {
  const { choice: oldChoice, strength, criteria, ...rest } = value ?? {};
  const next: Draft<Value> = { ...rest };
  const overall = part === "" ? choice : oldChoice;
  if (overall !== undefined) next.choice = overall;
  if (strength !== undefined && typeof overall === "number" && overall === oldChoice)
    next.strength = strength;
  const judged = { ...criteria };
  if (part !== "" && choice !== "both_bad") {
    if (choice === undefined) delete judged[part];
    else judged[part] = choice;
  }
  if (settings.criteria.length > 0 && Object.keys(judged).length > 0) next.criteria = judged;
  return Object.keys(next).length > 0 ? next : undefined;
}

function awaitsStrength(value: Draft<Value> | undefined, settings: Settings): boolean {
  return typeof value?.choice === "number" && value.strength === undefined && settings.strengths.length > 0;
}

function allowed(settings: Settings, part: string): Choice[] {
  return CHOICES.filter((choice) => {
    if (choice === "tie") return part !== "" || settings.allowTie;
    return choice !== "both_bad" || (part === "" && settings.allowBothBad);
  });
}

function nameOf(choice: Choice): string {
  if (choice === "tie") return t("kinds.preference.tie");
  return choice === "both_bad" ? t("kinds.preference.bothBad") : responseName(choice);
}
