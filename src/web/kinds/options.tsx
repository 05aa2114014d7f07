import { useEffect, useRef } from "react";
import styles from "./parts.module.css";

export interface OptionItem {
  label: string;
  selected: boolean;
  /** What is shown where `label` would be too long; the label is still what is spoken. */
  short?: string;
  /** The key that chooses it; empty where none does. */
  keyName?: string;
  disabled?: boolean;
  onSelect(): void;
}

export interface OptionsProps {
  /** Radio buttons of one group, or checkboxes. */
  type: "radio" | "checkbox";
  /** Unique on the page. */
  name: string;
  items: readonly OptionItem[];
  /** Below each other: for long labels. */
  column?: boolean;
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  label?: string | undefined;
  invalid?: boolean | undefined;
  /** The part that these options answer; see `focusTarget`. */
  part?: string;
}

/** Options to choose from, as the browser's own radio buttons or checkboxes, each with its key. */
export function Options({ type, name, items, part = "", ...rest }: OptionsProps) {
  const group = useRef<HTMLDivElement>(null);
  const chosen = type === "radio" ? items.findIndex(({ selected }) => selected) : -1;
  useEffect(() => {
    // What a digit chose takes the focus from its neighbour, so that arrows go on from there.
    const radios = [...(group.current?.querySelectorAll("input") ?? [])];
    if (radios.some((radio) => radio === document.activeElement)) radios[chosen]?.focus();
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      ref={group}
      role={type === "radio" ? "radiogroup" : "group"}
      aria-labelledby={rest.labelledBy}
      aria-label={rest.label}
      aria-describedby={rest.describedBy}
      aria-invalid={type === "radio" && rest.invalid ? true : undefined}
      className={`${styles.options} ${rest.column ? styles.column : ""}`}
      data-part={part}
    >
      {items.map((item) => (
        <label key={item.label} className={styles.option}>
          <input
            type={type}
            name={name}
            checked={item.selected}
            disabled={item.disabled}
            aria-label={item.short && item.label}
            onChange={item.onSelect}
          />
          <span dir="auto">{item.short ?? item.label}</span>
          {item.keyName && <KeyHint name={item.keyName} />}
        </label>
      ))}
    </div>
  );
}

/** The key that does something, for the eye; what is spoken comes from the control itself. */
export function KeyHint({ name }: { name: string | undefined }) {
  if (!name) return null;
  return (
    <span aria-hidden="true">
      <kbd>{name.toUpperCase()}</kbd>
    </span>
  );
}

/** The place (0-based) that a digit key names among so many; undefined for other keys. "0" is the tenth. */
export function placeOfDigit(key: string, count: number): number | undefined {
  if (!/^[0-9]$/.test(key)) return undefined;
  const place = key === "0" ? 9 : Number(key) - 1;
  return place < count ? place : undefined;
}

/** The digit key of a place; empty from the eleventh on. */
export function digitOfPlace(place: number): string {
  return place < 9 ? String(place + 1) : place === 9 ? "0" : "";
}
