import type { ReactNode } from "react";

/**
 * A link out of an item's text. Only an absolute address becomes one, since a relative one would point into this
 * application; the other side does not learn where the reader came from.
 */
export function SafeLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href || !/^(https?:\/\/|mailto:)/i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener nofollow">
      {children}
    </a>
  );
}
