export { ToSignNote } from "./to-sign-note.tsx";
