export { AskForm } from "./ask-form.tsx";
export { ObjectionButtons } from "./objection-buttons.tsx";
export { Rulings, type StandingRuling, useRulings } from "./rulings.tsx";
export { askTitle } from "./words.ts";
