/** What goes on behind every page once a person is signed in: decisions that still have to reach the server. */
export async function startBackground(person: string): Promise<void> {
  const { backgroundOf } = await import("./features/work/keeping/background.ts");
  await (await backgroundOf(person)).outbox.drain();
}

/**
 * Sends what the server has not got yet of a person's work.
 * @returns how many pieces the server did not take
 */
export async function finishBackground(person: string): Promise<number> {
  const { sendKept } = await import("./features/work/keeping/background.ts");
  return sendKept(person);
}

/** Leaves nothing of a person's work in a browser that others may use. */
export async function endBackground(person: string): Promise<void> {
  const { forgetWork } = await import("./features/work/keeping/background.ts");
  const { forgetTexts } = await import("./features/projects/kept-text.ts");
  await forgetWork(person);
  forgetTexts();
}
