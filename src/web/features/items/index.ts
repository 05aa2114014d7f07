export { MaterialView } from "./material-view.tsx";
export { itemStateTitle } from "./words.ts";
