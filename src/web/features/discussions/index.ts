export { AskAuthor } from "./ask-author.tsx";
export { PASSAGE_COMMAND, PassageButton } from "./passage-button.tsx";
export { QuotedPassage } from "./quoted-passage.tsx";
export { Threads } from "./threads.tsx";
