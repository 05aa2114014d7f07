import { expect, test } from "vitest";
import { defaultMapping, type Imported, type Row, shapeNamed } from "./index.ts";

function parse(row: Row): Imported & { shape: string } {
  const mapping = defaultMapping([row]);
  const items = shapeNamed(mapping.shape)!.parser(mapping)(row);
  expect(items).toHaveLength(1);
  return { ...items[0]!, shape: mapping.shape };
}

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

test("OpenAI chat: tool calls with text arguments, parts, roles and extras are kept", () => {
  const { shape, material, hidden } = parse({
    messages: [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "Look" },
          { type: "image_url", image_url: { url: "u.png" } },
        ],
      },
      {
        ...{ role: "assistant", content: null, weight: 0 },
        tool_calls: [{ id: "c1", type: "function", function: { name: "f", arguments: '{"x":1}' } }],
      },
      { role: "tool", tool_call_id: "c1", content: "2" },
      { role: "assistant", content: "Two." },
    ],
    tools: [{ type: "function", function: { name: "f" } }],
  });
  expect(shape).toBe("chat");
  expect(material.prompt).toEqual([
    { role: "system", content: "Be brief." },
    user([
      { type: "text", text: "Look" },
      { type: "image", uri: "u.png" },
    ] as never),
  ]);
  expect(material.candidates).toEqual([
    {
      messages: [
        { ...assistant(""), toolCalls: [{ id: "c1", name: "f", arguments: { x: 1 } }] },
        { role: "tool", content: "2", toolCallId: "c1" },
        assistant("Two."),
      ],
    },
  ]);
  expect(hidden.metadata).toEqual({ messages: { 2: { weight: 0 } } });
});

test("Alpaca: earlier turns come before the instruction, each with what was said and answered", () => {
  const { shape, material } = parse({
    ...{ instruction: "And in French?", input: "", output: "Merci." },
    history: [["Thank you in German?", "Danke."]],
  });
  expect(shape).toBe("alpaca");
  expect(material.prompt).toEqual([
    user("Thank you in German?"),
    assistant("Danke."),
    user("And in French?"),
  ]);
  expect(material.candidates).toEqual([{ messages: [assistant("Merci.")] }]);
});

test("OpenAI preference, in both spellings", () => {
  const input = { messages: [user("Hi")], tools: [] };
  for (const word of ["output", "completion"]) {
    const item = parse({
      ...{ input, [`preferred_${word}`]: [assistant("Hello.")] },
      ...{ [`non_preferred_${word}`]: [assistant("What?")] },
    });
    expect(item.shape).toBe("openai-preference");
    expect(item.material.prompt).toEqual([user("Hi")]);
    const { better } = item.hidden.judgements![0]!;
    expect(item.material.candidates![better as number]!.messages).toEqual([assistant("Hello.")]);
  }
});

test("chosen and rejected message lists with the prompt beside or inside them", () => {
  const beside = parse({
    prompt: "Hi",
    chosen: [user("Hi"), assistant("a")],
    rejected: [user("Hi"), assistant("b")],
  });
  const inside = parse({ chosen: [user("Hi"), assistant("a")], rejected: [user("Hi"), assistant("b")] });
  const single = parse({
    conversations: [{ from: "human", value: "Hi" }],
    ...{ chosen: { from: "gpt", value: "a" }, rejected: { from: "gpt", value: "b" } },
  });
  for (const item of [beside, inside, single]) {
    expect(item.material.prompt).toEqual([user("Hi")]);
    expect(new Set(item.material.candidates!.map(({ messages }) => messages[0]!.content))).toEqual(
      new Set(["a", "b"]),
    );
    expect(item.hidden.candidates!.map(({ id }) => id)).toEqual(
      beside.hidden.candidates!.map(({ id }) => id),
    );
  }
});

test("a list of messages beside chosen and rejected is hidden: it repeats the chosen one", () => {
  const item = parse({ prompt: "Hi", chosen: "a", rejected: "b", messages: [user("Hi"), assistant("a")] });
  expect(item.hidden.metadata).toHaveProperty("messages");
  expect(item.material).not.toHaveProperty("fields");
});

test("Argilla records, nested and flattened: answers and suggestions are hidden judgements", () => {
  const nested = parse({
    id: "r-1",
    fields: { prompt: "Why?", response: "Because.", note_to_read: "n" },
    metadata: { batch: 3 },
    suggestions: { quality: { value: 4, score: 0.9, agent: "m" } },
    responses: {
      quality: [
        { value: 5, user_id: "u1" },
        { value: 2, user_id: "u2" },
      ],
    },
    vectors: {},
    _server_id: "s",
  });
  const flat = parse({
    ...{ id: "r-1", prompt: "Why?", response: "Because.", note_to_read: "n", batch: 3 },
    "quality.responses": [5, 2],
    "quality.responses.users": ["u1", "u2"],
    "quality.responses.status": ["submitted", "draft"],
    ...{ "quality.suggestion": 4, "quality.suggestion.score": 0.9, "quality.suggestion.agent": "m" },
  });
  for (const item of [nested, flat]) {
    expect(item.shape).toBe("argilla");
    expect(item.externalId).toBe("r-1");
    expect(item.material.prompt).toEqual([user("Why?")]);
    expect(item.material.candidates).toEqual([{ messages: [assistant("Because.")] }]);
    const answers = item.hidden.judgements!.map(({ kind, question, value }) => [kind, question, value]);
    expect(answers.sort()).toEqual([
      ["response", "quality", 2],
      ["response", "quality", 5],
      ["suggestion", "quality", 4],
    ]);
  }
  expect(nested.material.fields).toEqual({ note_to_read: "n" });
});

test("Label Studio tasks: annotations and predictions are hidden, authors without their mail", () => {
  const item = parse({
    ...{ id: 7, project: 9 },
    data: { question: "Which?", answer_1: "x", answer_2: "y" },
    annotations: [
      {
        ...{ id: 1, completed_by: { id: 3, email: "a@b.example" }, lead_time: 4.5, was_cancelled: false },
        result: [{ from_name: "pw", to_name: "a,b", type: "pairwise", value: { selected: "left" } }],
      },
    ],
    predictions: [{ model_version: "m-1", score: 0.4, result: [] }],
  });
  expect(item.shape).toBe("label-studio");
  expect(item.externalId).toBe("7");
  expect(item.material.candidates).toHaveLength(2);
  expect(item.hidden.judgements).toMatchObject([
    { kind: "annotation", by: 3, result: [{ value: { selected: "left" } }] },
    { kind: "prediction", model: "m-1" },
  ]);
  expect(item.hidden.metadata).toEqual({ "task.project": 9 });
  expect(JSON.stringify(item)).not.toContain("b.example");
});

test("lists of responses with their models; conversations side by side", () => {
  const list = parse({
    instruction: "Write.",
    completions: [
      { model: "m1", response: "one", rating: "3" },
      { generator: "m2", response: "two", rating: "5" },
    ],
  });
  expect(list.shape).toBe("responses");
  expect(list.hidden.candidates!.map(({ origin }) => origin?.model).sort()).toEqual(["m1", "m2"]);
  expect(JSON.stringify(list.material)).not.toContain("m1");
  const battle = parse({
    ...{ model_a: "x", model_b: "y", winner: "tie" },
    conversation_a: [user("Hi"), assistant("a")],
    conversation_b: [user("Hi"), assistant("b")],
  });
  expect(battle.material.prompt).toEqual([user("Hi")]);
  expect(battle.hidden.judgements).toEqual([{ kind: "label", name: "winner", value: "tie" }]);
});

test("Open-Assistant: nothing is made up about replies that nobody ranked and nobody went on from", () => {
  const reply = { role: "assistant", text: "Hello." };
  const { hidden } = parse({
    message_tree_id: "t",
    prompt: { role: "prompter", text: "Hi", replies: [reply] },
  });
  expect(hidden).not.toHaveProperty("judgements");
  expect(hidden.metadata).toEqual({});
});

test("the model of a single response is hidden, as that of several", () => {
  const item = parse({ prompt: "Hi", completion: "Hello.", model: "m1" });
  expect(item.hidden.candidates).toMatchObject([{ origin: { model: "m1" } }]);
  expect(JSON.stringify(item.material)).not.toContain("m1");
});

test("of two sides an empty one is a response all the same, of several it is none", () => {
  const texts = (row: Row) => parse(row).material.candidates!.map(({ messages }) => messages[0]!.content);
  expect(texts({ prompt: "Hi", chosen: "a", rejected: "" }).sort()).toEqual(["", "a"]);
  const three = { prompt: "Hi", response_1: "a", response_2: "", response_3: "b" };
  expect(texts(three).sort()).toEqual(["a", "b"]);
});

test("where no column is named as a prompt, a usual name comes before a longer text", () => {
  const { material } = parse({ remarks: "Much longer than what was asked, and of no use.", text: "Why?" });
  expect(material.prompt).toEqual([user("Why?")]);
});

test("a file without rows has the shape that fits any", () => {
  expect(defaultMapping([]).shape).toBe(defaultMapping([{ unknown: 3 }]).shape);
});

test("a record without anything to read is refused; an id with lost digits is not used", () => {
  expect(() => parse({ unknown: 3 })).toThrow("no prompt");
  const item = parse({ id: 2 ** 70, prompt: "Hi" });
  expect(item.externalId).toBeNull();
  expect(item.notes).toHaveLength(1);
});
