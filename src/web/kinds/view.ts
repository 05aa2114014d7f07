import type { ComponentType } from "react";
import type {
  FieldKind,
  FieldName,
  fields,
  QuestionKind,
  QuestionName,
  questions,
  Shape,
} from "#kinds/index.ts";

type Kind<K extends QuestionName> = (typeof questions)[K];
export type SettingsOf<K extends QuestionName> = Kind<K> extends QuestionKind<infer S, infer _V> ? S : never;
export type ValueOf<K extends QuestionName> = Kind<K> extends QuestionKind<infer _S, infer V> ? V : never;
export type FieldSettingsOf<K extends FieldName> =
  (typeof fields)[K] extends FieldKind<infer S, infer _V> ? S : never;
export type FieldValueOf<K extends FieldName> =
  (typeof fields)[K] extends FieldKind<infer _S, infer V> ? V : never;

/** A value while it is being made: members of an object may still be missing. */
export type Draft<V> = V extends readonly unknown[] ? V : V extends object ? Partial<V> : V;

export interface EditorProps<Settings, Value> {
  value: Draft<Value> | undefined;
  settings: Settings;
  shape: Shape;
  /** Called with the whole new value; undefined takes the answer away. */
  onChange(value: Draft<Value> | undefined): void;
  /** Unique on the page: names of radio groups and ids start with it. */
  id: string;
  /** The id of the question's title, and of its help and error where there are any. */
  labelledBy: string;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  /** The letter that leads to each part, by part name; to be shown beside it. */
  letters?: Readonly<Record<string, string>> | undefined;
  /** BCP 47 tag of what is written, for direction and spelling. */
  language?: string | undefined;
}

export interface ViewerProps<Settings, Value> {
  value: Value;
  settings: Settings;
  shape: Shape;
  language?: string | undefined;
}

export interface DiffProps<Settings, Value> {
  before: Value;
  after: Value;
  settings: Settings;
  shape: Shape;
  language?: string | undefined;
}

/** A piece of a question that a letter can name and digits then answer, e.g. one criterion. */
export interface Part {
  /** "" is the question itself. */
  name: string;
  title: string;
}

export interface KeyContext<Settings, Value> {
  value: Draft<Value> | undefined;
  settings: Settings;
  shape: Shape;
  /** Which part has the keyboard; "" where the kind has no parts. */
  part: string;
}

/** The browser's half of a question kind. */
export interface QuestionView<Settings, Value> {
  Editor: ComponentType<EditorProps<Settings, Value>>;
  Viewer: ComponentType<ViewerProps<Settings, Value>>;
  Diff: ComponentType<DiffProps<Settings, Value>>;
  /** The parts that letters name; without it the question is one part called "". */
  parts?(settings: Settings, shape: Shape): Part[];
  /**
   * What a key (`event.key`, no modifier but Shift) makes of the value.
   * @returns the new value; null where it takes the answer away; undefined where the key means nothing here
   */
  onKey?(key: string, context: KeyContext<Settings, Value>): Draft<Value> | null | undefined;
}
export type ViewOf<K extends QuestionName> = QuestionView<SettingsOf<K>, ValueOf<K>>;

export interface FieldProps<Settings, Value> {
  value: Value;
  settings: Settings;
  language?: string | undefined;
  /** Place the parts side by side where there is room. */
  compare?: boolean | undefined;
}

/** The browser's half of a field kind. */
export interface FieldView<Settings, Value> {
  Viewer: ComponentType<FieldProps<Settings, Value>>;
}
export type FieldViewOf<K extends FieldName> = FieldView<FieldSettingsOf<K>, FieldValueOf<K>>;
