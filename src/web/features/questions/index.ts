export { AskForm } from "./ask-form.tsx";
export { Rulings, type StandingRuling, useRulings } from "./rulings.tsx";
export { askTitle } from "./words.ts";
