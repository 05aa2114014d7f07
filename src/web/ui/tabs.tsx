import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import css from "./tabs.module.css";

interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly { name: Name; title: ReactNode }[];
  selected: Name;
  onSelect: (name: Name) => void;
  /** What the selected tab shows. */
  children: ReactNode;
}

/** Views of one thing, one at a time. Arrows change the view. */
export function Tabs<Name extends string>({
  label,
  tabs,
  selected,
  onSelect,
  children,
}: TabsProps<Name>): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function onKey(event: KeyboardEvent): void {
    const at = tabs.findIndex((tab) => tab.name === selected);
    const back = getComputedStyle(event.currentTarget).direction === "rtl" ? 1 : -1;
    const to = {
      ArrowLeft: at + back,
      ArrowRight: at - back,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    onSelect(tabs[next]!.name);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }
  return (
    <div className={css.tabs}>
      <div ref={list} role="tablist" aria-label={label} tabIndex={-1} className={css.list} onKeyDown={onKey}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === selected}
            aria-controls={`${id}-panel`}
            tabIndex={name === selected ? 0 : -1}
            className={css.tab}
            onClick={() => onSelect(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`}>
        {children}
      </div>
    </div>
  );
}
