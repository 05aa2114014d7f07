import { diffOf } from "./diff.tsx";
import { digitOfPlace, KeyHint, Options, placeOfDigit } from "./options.tsx";
import styles from "./parts.module.css";
import type { Draft, EditorProps, SettingsOf, ValueOf, ViewerProps, ViewOf } from "./view.ts";
import { responseName } from "./words.ts";

type Settings = SettingsOf<"rating">;
type Value = ValueOf<"rating">;

function Editor(props: EditorProps<Settings, Value>) {
  const { value, settings, shape, onChange, id, letters } = props;
  const scale = (part: string) => ({
    type: "radio" as const,
    name: `${id}-${part}`,
    part,
    describedBy: props.describedBy,
    invalid: props.invalid && stepOf(value, part) === undefined,
    items: settings.labels.map((label, at) => ({
      label: named(settings.from + at, label),
      // The number of the step is its key already where the scale begins with 1.
      keyName: digitOfPlace(at) === String(settings.from + at) ? "" : digitOfPlace(at),
      selected: stepOf(value, part) === settings.from + at,
      onSelect: () => onChange(rate(value, part, settings.from + at)),
    })),
  });
  if (!settings.each) return <Options {...scale("")} labelledBy={props.labelledBy} />;
  return (
    <div className={styles.group}>
      {places(shape.candidates).map((part) => (
        <div key={part}>
          <div id={`${id}-${part}-name`} className={styles.legend}>
            {responseName(Number(part))} <KeyHint name={letters?.[part]} />
          </div>
          <Options {...scale(part)} labelledBy={`${props.labelledBy} ${id}-${part}-name`} />
        </div>
      ))}
    </div>
  );
}

function Viewer({ value, settings }: ViewerProps<Settings, Value>) {
  const stepText = (step: number) => named(step, settings.labels[step - settings.from] ?? "");
  if (typeof value === "number") return <span dir="auto">{stepText(value)}</span>;
  return (
    <ul className={styles.list}>
      {Object.entries(value).map(([candidate, step]) => (
        <li key={candidate} dir="auto">
          {responseName(Number(candidate))}: {stepText(step)}
        </li>
      ))}
    </ul>
  );
}

/** Digits choose a step, 1 the lowest; the same digit again takes it back. With `each`, every response is a part. */
export const rating: ViewOf<"rating"> = {
  Editor,
  Viewer,
  Diff: diffOf(Viewer),
  parts: (settings, shape) =>
    settings.each
      ? places(shape.candidates).map((part) => ({ name: part, title: responseName(Number(part)) }))
      : [{ name: "", title: "" }],
  onKey: (key, { value, settings, part }) => {
    const at = placeOfDigit(key, settings.labels.length);
    return at === undefined ? undefined : (rate(value, part, settings.from + at) ?? null);
  },
};

/** A step with its meaning; where the meaning is the number itself, once. */
function named(step: number, label: string): string {
  return label === String(step) ? label : `${step} ${label}`;
}

function stepOf(value: Draft<Value> | undefined, part: string): number | undefined {
  return typeof value === "object" ? value[part] : value;
}

/** Sets a part's step, or takes it back where it is set already. */
function rate(value: Draft<Value> | undefined, part: string, step: number): Draft<Value> | undefined {
  const again = stepOf(value, part) === step;
  if (part === "") return again ? undefined : step;
  const { [part]: _, ...others } = typeof value === "object" ? value : {};
  const next = again ? others : { ...others, [part]: step };
  return Object.keys(next).length > 0 ? next : undefined;
}

function places(candidates: number): string[] {
  return Array.from({ length: candidates }, (_, place) => String(place));
}
