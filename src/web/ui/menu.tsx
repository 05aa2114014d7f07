import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { Button, IconButton } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { comboOf } from "./keys.ts";
import css from "./menu.module.css";

export interface MenuItem {
  label: string;
  icon?: IconName;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Either does something … */
  onSelect?: () => void;
  /** … or leads somewhere. */
  href?: string;
}

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  /** With an icon the button shows only that. */
  icon?: IconName;
  align?: "start" | "end";
  small?: boolean;
}

function entriesOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}

/** A button that opens a list of things to do. Arrows move, letters jump, Escape closes. */
export function Menu({ label, items, icon, align = "end", small }: MenuProps): ReactNode {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  // Before the next key can come: a frame later it could take the focus from an entry already stepped to.
  useLayoutEffect(() => {
    if (open) entriesOf(list.current)[0]?.focus();
  }, [open]);
  function hide(): void {
    setOpen(false);
    button.current?.focus();
  }
  function onKey(event: KeyboardEvent): void {
    const all = entriesOf(list.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    const combo = comboOf(event);
    if (event.key === "Escape") hide();
    else if (step !== undefined) all[step % all.length]?.focus();
    else if (combo.length === 1) {
      const ordered = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      ordered.find((entry) => entry.textContent?.toLowerCase().startsWith(combo))?.focus();
    } else return;
    // A letter that finds nothing is no key of the page either.
    event.preventDefault();
    event.stopPropagation();
  }
  function select(item: MenuItem): void {
    if (item.disabled) return;
    hide();
    item.onSelect?.();
  }

  const shared = {
    ref: button,
    "aria-haspopup": "menu",
    "aria-expanded": open,
    "aria-controls": id,
  } as const;
  const toggle = () => (open ? hide() : setOpen(true));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears that the focus left
    <div
      className={css.menu}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      {icon ? (
        <IconButton
          {...shared}
          icon={icon}
          label={label}
          small={small ?? false}
          tip={align}
          onClick={toggle}
        />
      ) : (
        <Button {...shared} small={small ?? false} onClick={toggle}>
          {label}
        </Button>
      )}
      <div
        ref={list}
        id={id}
        role="menu"
        aria-label={label}
        tabIndex={-1}
        data-align={align}
        className={css.list}
        hidden={!open}
        onKeyDown={onKey}
      >
        {items.map((item) => {
          const inside = (
            <>
              {item.icon && <Icon name={item.icon} size={16} />}
              <span>{item.label}</span>
              {item.keys && <kbd>{item.keys}</kbd>}
            </>
          );
          const shared = {
            role: "menuitem",
            tabIndex: -1,
            className: item.danger ? `${css.item} ${css.danger}` : css.item,
          };
          return item.href ? (
            <a key={item.label} {...shared} href={item.href} onClick={() => setOpen(false)}>
              {inside}
            </a>
          ) : (
            <button
              key={item.label}
              {...shared}
              type="button"
              // Not `disabled`: the keyboard has to get past it.
              aria-disabled={item.disabled}
              onClick={() => select(item)}
            >
              {inside}
            </button>
          );
        })}
      </div>
    </div>
  );
}
