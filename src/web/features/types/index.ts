export { keyOf } from "./type-key.ts";
