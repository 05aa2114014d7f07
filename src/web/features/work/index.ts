import { backgroundOf } from "./keeping/background.ts";

export { COMMANDS, type Command } from "./commands.ts";

export { Confidence } from "./stages/confidence.tsx";
export { Workspace } from "./workspace.tsx";

/**
 * Tells how many decisions of a person still wait to be sent, now and at every change.
 * @returns stops telling
 */
export function waitingToSend(person: string, tell: (count: number) => void): () => void {
  let stop = () => undefined as unknown;
  let stopped = false;
  void backgroundOf(person).then(({ outbox }) => {
    if (stopped) return;
    const look = () => tell(outbox.snapshot().waiting.length);
    stop = outbox.subscribe(look);
    look();
  });
  return () => {
    stopped = true;
    stop();
  };
}
