export { InviteForm } from "./invite-form.tsx";
export { ProjectRoleSelect } from "./role-select.tsx";
export { roleTitle } from "./words.ts";
