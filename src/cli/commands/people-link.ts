import type { Command } from "commander";
import { speaker } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { addServeOptions, type ServeOptions, serveArguments } from "./serve.ts";

/** The one command about people that runs on the server's machine: no API key makes a session for anyone. */
export function addPeopleLink(group: Command, terminal: Terminal): void {
  const command = group
    .command("link <person>")
    .description("on the server's machine: print a new sign-in link, by name, address or id");
  addServeOptions(command).action(async (said: string, options: ServeOptions, self: Command) => {
    const { print, say } = speaker(self, terminal);
    const { readSettings, signInLink } = await import("#server/main.ts");
    const link = await signInLink(readSettings(serveArguments(options)), said);
    say(`It works once, until ${link.expiresAt}; earlier links of this person stop working:`);
    print(link, link.url);
  });
}
