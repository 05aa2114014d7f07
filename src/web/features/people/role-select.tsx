import type { ReactNode } from "react";
import { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { Select } from "../../ui/field.tsx";
import { organizationRoleTitle, roleHelp, roleTitle, t } from "./words.ts";

interface RoleSelectProps<Role> {
  value: Role;
  onChange(next: Role): void;
}

/** A role in a project, with what it means. */
export function ProjectRoleSelect({ value, onChange }: RoleSelectProps<ProjectRole>): ReactNode {
  return (
    <Select
      label={t("people.projectRole")}
      help={roleHelp(value)}
      value={value}
      onChange={(event) => onChange(ProjectRole.parse(event.target.value))}
    >
      {ProjectRole.options.map((role) => (
        <option key={role} value={role}>
          {roleTitle(role)}
        </option>
      ))}
    </Select>
  );
}

interface OrganizationRoleSelectProps extends RoleSelectProps<OrganizationRole> {
  /** Only an owner names owners. */
  ownerToo: boolean;
}

/** A role in the organization, with what it means. */
export function OrganizationRoleSelect({
  value,
  onChange,
  ownerToo,
}: OrganizationRoleSelectProps): ReactNode {
  return (
    <Select
      label={t("people.role")}
      help={t(`people.organizationHelp.${value}`)}
      value={value}
      onChange={(event) => onChange(OrganizationRole.parse(event.target.value))}
    >
      {OrganizationRole.options.toReversed().map((role) => (
        <option key={role} value={role} disabled={role === "owner" && !ownerToo}>
          {organizationRoleTitle(role)}
        </option>
      ))}
    </Select>
  );
}
