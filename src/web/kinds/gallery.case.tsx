import "../ui/tokens.css";
import "../ui/base.css";
import { useMemo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Material } from "#content/index.ts";
import { type AnswerBody, askedQuestions, checkAnswer } from "#kinds/answer.ts";
import { type TemplateName, templates } from "#kinds/templates.ts";
import { Button } from "../ui/button.tsx";
import { runShortcut } from "../ui/shortcuts.tsx";
import { FieldPanel } from "./field.tsx";
import { lettersOf, targetsOf } from "./keys.ts";
import { ShowSource } from "./markdown.tsx";
import { AnswerView, QuestionPanel } from "./question.tsx";
import { useAnswerKeys } from "./use-answer-keys.ts";

/** Every kind on one page, for the browser tests: `#template/mode/theme`, mode = edit, filled, gaps, read or diff. */
const [name = "preference", mode = "edit", theme = "light"] = location.hash.slice(1).split("/");
document.documentElement.dataset.theme = theme;

const HOSTILE = [
  "<script>document.title = 'run'</script><img src=https://elsewhere.example/x.png onerror=\"document.title='run'\">",
  "![beacon](https://elsewhere.example/beacon.png) [link](javascript:document.title='run') [site](https://e.example)",
  "### A heading\n\n| | Column |\n|---|---|\n| a | b |\n\n- [ ] open\n- [x] done\n\n```js\nfetch('https://elsewhere.example')\n```",
].join("\n\n");

const material: Material = {
  prompt: [
    { role: "system", content: "Answer briefly." },
    { role: "user", content: `Which is better?\n\n${HOSTILE}`, name: "Ann" },
    {
      role: "assistant",
      content: "",
      reasoning: "Look it up first.",
      toolCalls: [{ name: "search", arguments: { query: "better" } }],
    },
    { role: "tool", content: '{"found": 3}' },
    {
      role: "user",
      content: [
        { type: "text", text: "And now?" },
        { type: "image", uri: "https://elsewhere.example/i.png" },
      ],
    },
  ],
  context: [{ title: "مقال", text: "هذا نص عربي قصير.\n\nAnd an English line." }, { text: HOSTILE }],
  fields: { audience: "children", code: "if (a < b) {\n  return a;\n}" },
  tools: [{ name: "search", parameters: { query: "string" } }],
};
const responses = [
  `The quick brown fox jumps over the lazy dog.\n\n${HOSTILE}`,
  "The slow brown fox walks around the lazy dog.",
  "今天天气很好，我们去公园吧。",
].map((content) => ({ messages: [{ role: "assistant" as const, content }] }));

const { form, suits } = templates[name as TemplateName];
const attributes = { skill: "closed-qa", language: "en", checked: true, tags: ["a", "b"] };
const shape = { candidates: suits.most ?? suits.least + 1, attributes };
if (shape.candidates > 0) material.candidates = responses.slice(0, shape.candidates);

const first: AnswerBody = {
  response: `A **bold** answer.\n\n${HOSTILE}`,
  summary: "A summary.",
  reason: "Because it is short.",
  preference: { choice: 0, strength: 2, criteria: { correctness: 0, helpfulness: "tie", safety: 1 } },
  ranking: { tiers: [[1], [0, 2]] },
  quality: { 0: 4, 1: 2 },
  usable: "no",
  problems: ["unclear", "other"],
  clarity: 2,
  difficulty: 3,
  feedback: "bad",
  label: "mixed",
  certainty: 75,
  faithful: "yes",
};
const second: AnswerBody = {
  ...first,
  response: `A **bolder** answer.\n\n${HOSTILE}`,
  reason: "Because it is very short.",
  preference: { choice: "tie", criteria: { correctness: 0, helpfulness: "tie", safety: 1 } },
  ranking: { tiers: [[0, 2], [1]], allUnacceptable: true },
  label: "positive",
};

function Gallery() {
  const container = useRef<HTMLDivElement>(null);
  const [body, setBody] = useState<AnswerBody>(mode === "filled" ? first : {});
  const [source, setSource] = useState(false);
  const targets = useMemo(() => targetsOf(form, shape), []);
  const { gaps } = checkAnswer(form, body, shape);
  const current = useAnswerKeys({ form, body, shape, targets, container, onAnswer: setBody });
  const reading = mode === "read" || mode === "diff";
  return (
    <ShowSource value={source}>
      <main>
        <h1>{name}</h1>
        <Button onClick={() => setSource(!source)}>Source</Button>
        {form.fields.map((field) => (
          <FieldPanel key={field.name} field={field} material={material} attributes={attributes} compare />
        ))}
        <div ref={container}>
          {askedQuestions(form, reading ? second : body, attributes).map((question) =>
            reading ? (
              <AnswerView
                key={question.name}
                question={question}
                value={second[question.name]}
                before={mode === "diff" ? first[question.name] : undefined}
                shape={shape}
              />
            ) : (
              <QuestionPanel
                key={question.name}
                question={question}
                value={body[question.name]}
                shape={shape}
                letters={lettersOf(targets, question.name)}
                gap={
                  mode === "gaps" ? gaps.find((gap) => gap.question === question.name)?.message : undefined
                }
                onChange={(name, value) =>
                  setBody(({ [name]: _, ...rest }) =>
                    value === undefined ? rest : { ...rest, [name]: value },
                  )
                }
              />
            ),
          )}
        </div>
        <pre id="answer">{JSON.stringify(body)}</pre>
        <p id="current">{`${current?.question}/${current?.part}`}</p>
      </main>
    </ShowSource>
  );
}

document.addEventListener("keydown", runShortcut);
createRoot(document.getElementById("root")!).render(<Gallery />);
