import { inside } from "../../events/inside.ts";
import { addMainForm } from "./add-form.ts";

export const formsSubscribers = [
  inside("project.created", async (tx, { project }) => {
    await addMainForm(tx, project!);
  }),
];
