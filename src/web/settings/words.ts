import { translator } from "../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of settings in the reader's language. */
export const t = translator(messages);

/** What a setting, or a member of one, is called; its own name where the catalogue has none. */
export function settingTitle(name: string): string {
  const key = `settings.name.${name}`;
  return key in messages ? t(key as keyof typeof messages & `settings.name.${string}`) : name;
}
