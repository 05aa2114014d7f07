import type { z } from "zod";
import { Form } from "./form.ts";

/** How many candidates an item must have for a template; `most` null = any number from `least`. */
export interface Fit {
  least: number;
  most: number | null;
}

/** A form to start from. The lead changes it before publishing. */
export interface Template {
  title: string;
  /** One sentence: what people do, and what comes out. */
  purpose: string;
  suits: Fit;
  form: Form;
}

type Draft = z.input<typeof Form>;

const prompt = { name: "prompt", kind: "chat", title: "Prompt" } as const;
const context = { name: "context", kind: "context", title: "Context" } as const;
const details = { name: "details", kind: "details", title: "Details" } as const;
const tools = { name: "tools", kind: "tools", title: "Tools" } as const;
const responses = { name: "responses", kind: "candidates", title: "Responses" } as const;
const attributes = { name: "attributes", kind: "attributes", title: "Attributes" } as const;

const reading = [prompt, context, details, tools, attributes];
const readingResponses = [prompt, context, details, tools, responses, attributes];

const reason = (title: string, required = false) =>
  ({ name: "reason", kind: "text", title, required }) as const;

/** Every template, in the order in which a lead sees them. */
export const templates = {
  demonstration: template({
    title: "Demonstration",
    purpose: "People write the response to each prompt; gives prompts with completions.",
    suits: { least: 0, most: 0 },
    form: {
      fields: reading,
      questions: [
        { name: "response", kind: "demonstration", title: "Write the best response to this prompt" },
      ],
    },
  }),
  preference: template({
    title: "Preference",
    purpose: "People choose the better of two responses; gives chosen and rejected pairs.",
    suits: { least: 2, most: 2 },
    form: {
      layout: "compare",
      fields: readingResponses,
      questions: [
        {
          name: "preference",
          kind: "preference",
          title: "Which response is better?",
          settings: {
            criteria: [
              { name: "correctness", title: "Correctness" },
              { name: "helpfulness", title: "Helpfulness" },
              { name: "safety", title: "Safety" },
            ],
          },
        },
        reason("Why?"),
      ],
    },
  }),
  ranking: template({
    title: "Ranking",
    purpose: "People put responses in order, ties allowed; gives a pair for every two places.",
    suits: { least: 2, most: null },
    form: {
      layout: "compare",
      fields: readingResponses,
      questions: [
        { name: "ranking", kind: "ranking", title: "Order the responses from best to worst" },
        reason("What decided the order?"),
      ],
    },
  }),
  rating: template({
    title: "Rating",
    purpose: "People rate each response on a labelled scale.",
    suits: { least: 1, most: null },
    form: {
      fields: readingResponses,
      questions: [
        { name: "quality", kind: "rating", title: "How good is the response?", settings: { each: true } },
        reason("What would make it better?"),
      ],
    },
  }),
  prompt_rating: template({
    title: "Prompt rating",
    purpose: "People judge the prompts themselves before anybody writes a response.",
    suits: { least: 0, most: 0 },
    form: {
      fields: reading,
      questions: [
        {
          name: "usable",
          kind: "choice",
          title: "Can this prompt be used?",
          settings: {
            options: [
              { value: "yes", label: "Yes, as it is" },
              { value: "after_edit", label: "After an edit" },
              { value: "no", label: "No" },
            ],
          },
        },
        {
          name: "problems",
          kind: "choice",
          title: "What is wrong with it?",
          showIf: { question: "usable", in: ["after_edit", "no"] },
          settings: {
            multiple: true,
            options: [
              { value: "unclear", label: "Unclear" },
              { value: "incomplete", label: "Something is missing" },
              { value: "unsafe", label: "Unsafe" },
              { value: "personal_data", label: "Personal data" },
              { value: "other", label: "Something else" },
            ],
          },
        },
        {
          name: "clarity",
          kind: "rating",
          title: "How clear is the prompt?",
          settings: { labels: ["Very unclear", "Unclear", "Acceptable", "Clear", "Very clear"] },
        },
        {
          name: "difficulty",
          kind: "rating",
          title: "How difficult is it to answer well?",
          settings: { labels: ["Very easy", "Easy", "Medium", "Hard", "Very hard"] },
        },
        reason("Anything to add?"),
      ],
    },
  }),
  three_way_feedback: template({
    title: "Three-way feedback",
    purpose: "People call one response good, bad or neither; gives unpaired preferences.",
    suits: { least: 1, most: 1 },
    form: {
      fields: readingResponses,
      questions: [
        {
          name: "feedback",
          kind: "choice",
          title: "Is the response good?",
          settings: {
            options: [
              { value: "good", label: "Good", verdict: "good" },
              { value: "neutral", label: "Neither" },
              { value: "bad", label: "Bad", verdict: "bad" },
            ],
          },
        },
        { ...reason("What is wrong with it?"), showIf: { question: "feedback", in: ["neutral", "bad"] } },
      ],
    },
  }),
  classification: template({
    title: "Classification",
    purpose: "People sort texts into labels of your own; change the options to your labels.",
    suits: { least: 0, most: 1 },
    form: {
      fields: readingResponses,
      questions: [
        {
          name: "label",
          kind: "choice",
          title: "Which label fits?",
          settings: {
            options: [
              { value: "positive", label: "Positive" },
              { value: "negative", label: "Negative" },
              { value: "neutral", label: "Neutral" },
              { value: "mixed", label: "Mixed" },
            ],
          },
        },
        { name: "certainty", kind: "slider", title: "How clear is the case?", required: false },
      ],
    },
  }),
  summarization: template({
    title: "Summarization",
    purpose: "People write a short summary of each text; gives prompts with completions.",
    suits: { least: 0, most: 0 },
    form: {
      fields: reading,
      questions: [
        {
          name: "summary",
          kind: "demonstration",
          title: "Summarize the text in your own words",
          help: "Only what the text says, its main points first.",
          settings: { maximumWords: 150 },
        },
        {
          name: "faithful",
          kind: "choice",
          title: "Can the text be summarized without outside knowledge?",
          required: false,
        },
      ],
    },
  }),
};
export type TemplateName = keyof typeof templates;
function template({ form, ...rest }: Omit<Template, "form"> & { form: Draft }): Template {
  return { ...rest, form: Form.parse(form) };
}
