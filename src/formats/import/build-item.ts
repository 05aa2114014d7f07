import type { Attributes, Hidden, Json, Material, Message, Origin, Passage } from "#content/index.ts";
import type { Mapping, Target } from "#contract/imports.ts";
import {
  fitSides,
  type Judgement,
  placeCandidates,
  remarksOn,
  type Side,
  splitDialogues,
} from "./candidates.ts";
import { readName } from "./column-names.ts";
import { answerStart, type Conversation, conversationOf, messageOf, parseJson } from "./messages.ts";
import { type Imported, isObject, NotAnItem, type Row } from "./shape.ts";

/** Judgements and other hidden things that a shape adds by itself. */
export interface Addition {
  judgements?: Judgement[];
  metadata?: { [key: string]: Json };
}

/**
 * Prepares the reading of records whose columns each become one thing.
 * @param add what else a shape finds in the record
 * @returns a function that throws NotAnItem for a record without prompt and responses
 */
export function columnParser(mapping: Mapping, add?: (row: Row) => Addition): (row: Row) => Imported[] {
  const targets = new Map<string, { target: Target; side: string | null }>();
  for (const [column, target] of Object.entries(mapping.columns))
    targets.set(column, { target, side: readName(column)?.side ?? null });
  return (row) => {
    const draft = new Draft();
    for (const column of Object.keys(row)) {
      const value = row[column];
      const reading = targets.get(column);
      // An empty response is a fact about a pair; an empty cell elsewhere is nothing.
      if (value === undefined || value === null) continue;
      if (value === "" && !RESPONSES.has(reading?.target ?? "metadata")) continue;
      draft.take(reading?.target ?? "metadata", column, value, reading?.side ?? null);
    }
    return [draft.finish(add?.(row))];
  };
}

const RESPONSES = new Set<Target>(["chosen", "rejected", "response"]);

/** An item while its columns come in. */
class Draft {
  #system: string | null = null;
  #prompt: Json | undefined;
  #messages: Json | undefined;
  #input: string[] = [];
  #sides: { value: Json; label: string; side: string | null }[] = [];
  /** By the side that they made; null is each side that none is named for. */
  #models = new Map<string | null, string>();
  #labels: { column: string; value: Json }[] = [];
  #context: Passage[] = [];
  #fields: [string, string][] = [];
  #tools: Json | undefined;
  #attributes: Attributes = {};
  #metadata: [string, Json][] = [];
  #source: { source?: string; licence?: string } = {};
  #notes: string[] = [];
  #externalId: string | null = null;
  #family: string | null = null;
  #split: string | null = null;

  take(target: Target, column: string, value: Json, side: string | null): void {
    switch (target) {
      case "ignore":
        return;
      case "prompt":
        this.#prompt ??= value;
        return;
      case "messages":
        this.#messages ??= value;
        return;
      case "system":
        this.#system = textFrom(value);
        return;
      case "input":
        this.#input.push(textFrom(value));
        return;
      case "chosen":
      case "rejected":
        this.#sides.push({ value, label: target, side });
        return;
      case "response":
        this.#sides.push({ value, label: column, side });
        return;
      case "responses":
        for (const one of listFrom(value)) this.#sides.push({ value: one, label: "", side: null });
        return;
      case "context":
        for (const one of listFrom(value)) this.#context.push(passageFrom(one));
        return;
      case "model":
        if (!this.#models.has(side)) this.#models.set(side, textFrom(value));
        return;
      case "label":
        this.#labels.push({ column, value });
        return;
      case "tools":
        this.#tools = typeof value === "string" ? (parseJson(value) ?? value) : value;
        return;
      case "external-id":
        this.#identify(value);
        return;
      case "family":
        this.#family = textFrom(value);
        return;
      case "split":
        this.#split = textFrom(value);
        return;
      case "source":
      case "licence":
        this.#source[target] = textFrom(value);
        return;
      case "metadata":
        this.#metadata.push([column, value]);
        return;
      default:
        if (target.startsWith("attribute:")) this.#attribute(target.slice(10), value);
        else this.#fields.push([target.slice(6), textFrom(value)]);
    }
  }

  finish(addition: Addition = {}): Imported {
    const { prompt, sides } = this.#dialogue();
    if (prompt.length === 0 && sides.length === 0) throw new NotAnItem("holds no prompt and no response");
    const placed = placeCandidates(prompt, sides);
    const judgements = [...this.#judgements(sides, placed.place), ...(addition.judgements ?? [])];
    const metadata = addition.metadata
      ? [...this.#metadata, ...Object.entries(addition.metadata)]
      : this.#metadata;
    // Members in the order of their names: so they are written out and hashed without being sorted.
    const material: Partial<Material> = {};
    if (sides.length > 0) material.candidates = placed.candidates;
    if (this.#context.length > 0) material.context = this.#context;
    if (this.#fields.length > 0) material.fields = Object.fromEntries(this.#fields);
    material.prompt = prompt;
    if (this.#tools !== undefined) material.tools = this.#tools;
    const hidden: Hidden = {};
    if (sides.length > 0) hidden.candidates = placed.hidden;
    if (judgements.length > 0) hidden.judgements = judgements;
    if (this.#source.licence !== undefined) hidden.licence = this.#source.licence;
    if (metadata.length > 0) hidden.metadata = Object.fromEntries(metadata);
    if (this.#source.source !== undefined) hidden.source = this.#source.source;
    return {
      externalId: this.#externalId,
      material: material as Material,
      hidden,
      attributes: this.#attributes,
      family: this.#family,
      split: this.#split,
      notes: [...this.#notes, ...remarksOn(sides)],
    };
  }

  /** The prompt and the responses, from whichever columns hold them. */
  #dialogue(): { prompt: Message[]; sides: Side[] } {
    const written = this.#sides.filter(({ value }) => value !== "");
    const isPair = this.#sides.length === 2 && written.length === 1;
    const sides = (isPair ? this.#sides : written).map((side) => this.#sideFrom(side));
    const given = this.#given();
    if (given === null) {
      const split = sides.length > 0 && sides.every(isDialogue) ? splitDialogues(sides) : null;
      if (!split && sides.length === 0) return { prompt: [], sides };
      this.#notes.push(...(split?.notes ?? []));
      return { prompt: this.#completed(split?.prompt ?? []), sides: split?.sides ?? sides };
    }
    if (sides.length > 0) {
      const prompt = this.#completed(given);
      return { prompt, sides: fitSides(given, sides) };
    }
    const start = answerStart(given);
    const answer = this.#messages === undefined || start === 0 ? [] : given.slice(start);
    const origin = this.#originOf(null);
    return {
      prompt: this.#completed(answer.length > 0 ? given.slice(0, start) : given),
      sides: answer.length > 0 ? [{ messages: answer, ...(origin && { origin }) }] : [],
    };
  }

  /** The conversation that stands in the prompt or messages column, or null. */
  #given(): Message[] | null {
    const value = this.#messages ?? this.#prompt;
    if (value === undefined) return null;
    const conversation = conversationOf(value);
    if (conversation) return this.#withExtras(conversation);
    if (this.#messages !== undefined)
      throw new NotAnItem("its messages have neither roles nor texts that are known");
    if (Array.isArray(value)) {
      // Turns of the user alone: the first is the prompt, what the user says later is shown beside it.
      const [first, ...later] = value.map(textFrom);
      later.forEach((text, at) => {
        this.#fields.push([later.length === 1 ? "Follow-up" : `Follow-up ${at + 1}`, text]);
      });
      return first === undefined ? null : [{ content: first, role: "user" }];
    }
    return [{ content: textFrom(value), role: "user" }];
  }

  /** With the system message and the input that stand in columns of their own. */
  #completed(prompt: Message[]): Message[] {
    let messages = prompt;
    if (this.#input.length > 0) {
      const at = messages.findLastIndex((message) => message.role === "user");
      const input = this.#input.join("\n\n");
      const before = messages[at]?.content ?? "";
      const content =
        typeof before === "string"
          ? before === ""
            ? input
            : `${before}\n\n${input}`
          : [...before, { type: "text" as const, text: input }];
      messages =
        at === -1
          ? [...messages, { content, role: "user" }]
          : messages.with(at, { ...messages[at]!, content });
    }
    if (this.#system === null || messages[0]?.role === "system") return messages;
    return [{ content: this.#system, role: "system" }, ...messages];
  }

  #sideFrom({ value, label, side }: { value: Json; label: string; side: string | null }): Side {
    const named = label === "" ? {} : { label };
    const origin = this.#originOf(side);
    const from = origin ? { origin } : {};
    const conversation = conversationOf(value);
    if (conversation) return { messages: this.#withExtras(conversation), ...named, ...from };
    if (isObject(value) && !messageOf(value)) {
      const text =
        value.text ?? value.response ?? value.answer ?? value.output ?? value.completion ?? value.content;
      if (typeof text === "string") {
        const { model, model_name, generator, ...raw } = value;
        const maker = [model, model_name, generator].find((name) => typeof name === "string");
        const made = { ...(typeof maker === "string" && { model: maker }), raw };
        return { messages: [{ content: text, role: "assistant" }], ...named, origin: { ...origin, ...made } };
      }
    }
    return { messages: [{ content: textFrom(value), role: "assistant" }], ...named, ...from };
  }

  #originOf(side: string | null): Origin | null {
    const model = this.#models.get(side) ?? this.#models.get(null);
    return model === undefined ? null : { model };
  }

  #judgements(sides: readonly Side[], place: readonly number[]): Judgement[] {
    const at = (label: string) => place[sides.findIndex((side) => side.label === label)];
    const [better, worse] = [at("chosen"), at("rejected")];
    return [
      ...(better !== undefined && worse !== undefined ? [{ better, kind: "preference", worse }] : []),
      ...this.#labels.map(({ column, value }) =>
        sides.length === 1
          ? { candidate: 0, kind: "label", name: column, value }
          : { kind: "label", name: column, value },
      ),
    ];
  }

  #withExtras({ messages, extras }: Conversation): Message[] {
    if (extras)
      this.#metadata.push([
        `messages${this.#metadata.length === 0 ? "" : ` ${this.#metadata.length}`}`,
        extras,
      ]);
    return messages;
  }

  #attribute(name: string, value: Json): void {
    const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
    const fits = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (fits || isList) this.#attributes[name] = value as Attributes[string];
    else this.#metadata.push([name, value]);
  }

  #identify(value: Json): void {
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      // Digits are lost beyond 2^53: two such ids could become one, and an item be taken for another.
      this.#metadata.push(["id", value]);
      this.#notes.push("its id has more digits than a number holds, so it was not used");
    } else this.#externalId = textFrom(value).slice(0, 300);
  }
}

function isDialogue(side: Side): boolean {
  return side.messages.some((message) => message.role !== "assistant");
}

function textFrom(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A list, also one that is written as JSON in a cell. */
function listFrom(value: Json): Json[] {
  const read =
    typeof value === "string" && value.trimStart().startsWith("[") ? (parseJson(value) ?? value) : value;
  return Array.isArray(read) ? read.filter((one) => one !== null && one !== "") : [read];
}

function passageFrom(value: Json): Passage {
  if (!isObject(value)) return { text: textFrom(value) };
  const text = value.text ?? value.content ?? value.passage;
  return {
    text: typeof text === "string" ? text : JSON.stringify(value),
    ...(typeof value.title === "string" && { title: value.title }),
  };
}
