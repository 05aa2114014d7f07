import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { useTitle } from "../../ui/page.tsx";
import css from "./entry.module.css";

/** The frame of the pages before one is signed in. */
export function Entry({ title, children }: { title: string; children: ReactNode }): ReactNode {
  useTitle(title);
  return (
    <main className={css.entry}>
      <p className={css.brand}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        Plumbline
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** A form that the page itself sends. It is all there is to do here, so the keyboard starts in it. */
export function EntryForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }): ReactNode {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, button")?.focus(), []);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      {children}
    </form>
  );
}

/** A line in small print. */
export function EntryHelp({ children }: { children: ReactNode }): ReactNode {
  return <p className={css.help}>{children}</p>;
}

/** Where to go after signing in: only ever a page of this application. */
export function nextPage(search: URLSearchParams): string {
  const next = search.get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
}
