export { AskAuthor } from "./ask-author.tsx";
export { PASSAGE_COMMAND, PassageButton } from "./passage-button.tsx";
export { useThreads } from "./place.ts";
export { QuotedPassage } from "./quoted-passage.tsx";
export { stateOf, type Talk } from "./talk.ts";
export { type Passages, ThreadList, Threads } from "./threads.tsx";
