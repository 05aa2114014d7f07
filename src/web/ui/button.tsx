import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import css from "./button.module.css";
import hidden from "./hidden.module.css";
import { Icon, type IconName } from "./icon.tsx";

type Look = "primary" | "plain" | "quiet" | "danger";

interface Common {
  look?: Look;
  small?: boolean;
  icon?: IconName;
  /** The key that does the same; shown beside the label. */
  keys?: string | undefined;
  children: ReactNode;
}

type ButtonProps = Common & {
  /** Work is under way: the button keeps its size and takes no second press. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
} & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children">;

/** Does something. A page has at most one of look "primary". */
export function Button({
  look,
  small,
  icon,
  keys,
  busy,
  children,
  className,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || rest["aria-disabled"]}
      aria-busy={busy}
      onClick={busy ? undefined : rest.onClick}
      className={classOf(look, small, className)}
    >
      <Inside icon={icon} keys={keys}>
        {children}
      </Inside>
    </button>
  );
}

type LinkProps = Common & {
  href: string;
  download?: boolean | string;
  className?: string;
  /** Said by screen readers after the words, where those alone do not tell links apart. */
  about?: string;
};

/** Leads somewhere, and looks like a button. */
export function LinkButton({
  look,
  small,
  icon,
  keys,
  children,
  className,
  about,
  href,
  ...rest
}: LinkProps): ReactNode {
  return (
    <a {...rest} href={href} className={classOf(look, small, className)}>
      <Inside icon={icon} keys={keys}>
        {children}
        {about && <span className={hidden.hidden}> {about}</span>}
      </Inside>
    </a>
  );
}

type IconButtonProps = {
  icon: IconName;
  /** What it does: read aloud, and shown on hover and focus. */
  label: string;
  keys?: string | undefined;
  small?: boolean;
  /** Where the tooltip stands, for buttons at the edge of the screen. */
  tip?: "center" | "start" | "end";
  ref?: Ref<HTMLButtonElement>;
} & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children" | "aria-label">;

/** A button of one sign; its label is its tooltip. */
export function IconButton({
  icon,
  label,
  keys,
  small,
  tip,
  className,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={keys ? `${label} (${keys})` : label}
      data-tip-at={tip}
      className={[css.button, css.icon, small && css.small, css.tip, className].filter(Boolean).join(" ")}
    >
      <Icon name={icon} />
    </button>
  );
}

function Inside({
  icon,
  keys,
  children,
}: Pick<Common, "children"> & { icon: IconName | undefined; keys: string | undefined }) {
  return (
    <>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
      {keys && <kbd>{keys}</kbd>}
    </>
  );
}

function classOf(look: Look = "plain", small?: boolean, extra?: string): string {
  return [css.button, css[look], small && css.small, extra].filter(Boolean).join(" ");
}
