import { Fragment, type ReactNode } from "react";
import { isLanguage, type LanguageLevel, type SpokenLanguage } from "#content/index.ts";
import { t } from "./messages/en.ts";

/** What a language is called in English; the tag itself where it has no name. */
export function languageName(tag: string): string {
  return isLanguage(tag) ? (names.of(tag) ?? tag) : tag;
}
const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

/** What a level is called; no level: none is known. */
export function levelTitle(level: LanguageLevel | null): string {
  return t(level === null ? "ui.languageLevel.none" : `ui.languageLevel.${level}`);
}

/** The languages that a person speaks, in one line. */
export function Languages({ of }: { of: readonly SpokenLanguage[] }): ReactNode {
  if (of.length === 0) return t("ui.languagesNone");
  return of.map(({ tag, level }, n) => (
    <Fragment key={tag}>
      {n > 0 && ", "}
      <span title={tag}>{languageName(tag)}</span>
      {level && ` (${levelTitle(level)})`}
    </Fragment>
  ));
}
