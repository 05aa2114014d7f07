import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of people in the reader's language. */
export const t = translator(messages);

/** What a role in the organization is called. */
export function organizationRoleTitle(role: OrganizationRole): string {
  return t(`people.organization.${role}`);
}

/** What a role in a project is called. */
export function roleTitle(role: ProjectRole): string {
  return t(`people.project.${role}`);
}

/** What a role in a project means, in a sentence. */
export function roleHelp(role: ProjectRole): string {
  return t(`people.projectHelp.${role}`);
}
