import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import css from "./command-palette.module.css";
import { Dialog } from "./dialog.tsx";
import { inputClass } from "./field.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { t } from "./messages/en.ts";
import { navigate } from "./routing.ts";

export interface Destination {
  title: string;
  /** Where it belongs, e.g. the project. */
  within?: string;
  icon?: IconName;
  href: string;
}

/** Goes to any page by its name. */
export function CommandPalette({
  destinations,
  onClose,
}: {
  destinations: readonly Destination[];
  onClose: () => void;
}): ReactNode {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const found = matching(destinations, text).slice(0, 50);

  function go(destination: Destination | undefined): void {
    if (!destination) return;
    onClose();
    navigate(destination.href);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) setAt(Math.max(0, Math.min(found.length - 1, to)));
    else if (event.key === "Enter") go(found[at]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog open onClose={onClose} title={t("ui.palette")}>
      <input
        className={inputClass}
        role="combobox"
        aria-label={t("ui.paletteHint")}
        placeholder={t("ui.paletteHint")}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        value={text}
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={id} role="listbox" aria-label={t("ui.palette")} className={css.list}>
        {found.map((destination, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keyboard
          <div
            key={destination.href}
            id={`${id}-${index}`}
            ref={index === at ? intoView : null}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            className={css.option}
            onClick={() => go(destination)}
          >
            <Icon name={destination.icon ?? "arrow"} size={16} />
            <span>{destination.title}</span>
            {destination.within && <span className={css.within}>{destination.within}</span>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p role="status">{t("ui.paletteNone")}</p>}
    </Dialog>
  );
}

/** The keyboard is in the text: the list does not follow it by itself. */
function intoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}

/** Those whose names hold every word, best first: where a title starts with it. */
export function matching(destinations: readonly Destination[], text: string): Destination[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const nameOf = (one: Destination) => `${one.title} ${one.within ?? ""}`.toLowerCase();
  const starts = (one: Destination) => Number(one.title.toLowerCase().startsWith(words[0] ?? ""));
  return destinations
    .filter((one) => words.every((word) => nameOf(one).includes(word)))
    .sort((a, b) => starts(b) - starts(a));
}
