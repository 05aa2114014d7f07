import { pseudo } from "./pseudo.ts";

/** The names in braces of a message: its parameters. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type Value = string | number;
type ParamsOf<Text extends string> = { [K in Names<Text>]: Value };
type Messages = Record<string, string>;

/** A key, or the stem of a counted one: `x` where `x.one` and `x.other` exist. */
type Stem<M extends Messages> = { [K in keyof M]: K extends `${infer S}.other` ? S : never }[keyof M];
type Key<M extends Messages> = Extract<keyof M, string> | Stem<M>;
type TextOf<M extends Messages, K> = K extends keyof M
  ? M[K]
  : `${Extract<K, string>}.other` extends keyof M
    ? M[`${Extract<K, string>}.other`]
    : never;
type Arguments<Text> = [Names<Extract<Text, string>>] extends [never]
  ? [params?: Record<string, never>]
  : [params: ParamsOf<Extract<Text, string>>];

export type Translate<M extends Messages> = <K extends Key<M>>(
  key: K,
  ...args: Arguments<TextOf<M, K>>
) => string;

let locale = "en";
let translations: Messages = {};
let plural = new Intl.PluralRules("en");
let number = new Intl.NumberFormat("en");

/** The locale to give to `Intl`, for numbers and dates. */
export function formatLocale(): string {
  return locale === "pseudo" ? "en" : locale;
}

/**
 * Sets the language of the screens, before they are drawn.
 * @param table texts by key; what it lacks stays English
 */
export function setLocale(next: string, table: Messages = {}): void {
  locale = next;
  translations = table;
  plural = new Intl.PluralRules(formatLocale());
  number = new Intl.NumberFormat(formatLocale());
}

/** Several things as the reader's language lists them. */
export function formatList(things: readonly string[]): string {
  return new Intl.ListFormat(formatLocale()).format(things);
}

/** A number as the reader's language writes it. */
export function formatNumber(value: number): string {
  return number.format(value);
}

/**
 * A function that knows the texts of one part of the screens and checks keys and parameters at compile time.
 *
 * A text may name parameters in braces. With a parameter `count`, a key `x` finds `x.one`, `x.other` and whatever
 * other plural categories a language has. Numbers are written as the language writes them.
 */
export function translator<const M extends Messages>(english: M): Translate<M> {
  return (key, ...args) => {
    const params: Record<string, Value> = args[0] ?? {};
    const text = find(english, key, params.count);
    const marked = locale === "pseudo" ? pseudo(text) : text;
    return marked.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name] ?? "";
      return typeof value === "number" ? number.format(value) : value;
    });
  };
}

/** A sentence that the server or a kind of question wrote: tables have its translation by the sentence itself. */
export function said(sentence: string): string {
  const text = translations[sentence] ?? sentence;
  return locale === "pseudo" ? pseudo(text) : text;
}

/** The title of something that is named where it is defined, such as a page: tables have its translation by a key. */
export function titled(key: string, title: string): string {
  const text = translations[key] ?? title;
  return locale === "pseudo" ? pseudo(text) : text;
}

function find(english: Messages, key: string, count: Value | undefined): string {
  const counted = typeof count === "number" ? `${key}.${plural.select(count)}` : key;
  for (const candidate of [counted, `${key}.other`, key]) {
    const text = translations[candidate] ?? english[candidate];
    if (text !== undefined) return text;
  }
  return key;
}
