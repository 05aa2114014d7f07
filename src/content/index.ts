export * from "./attributes.ts";
export * from "./json.ts";
export * from "./language.ts";
export * from "./material.ts";
export * from "./message.ts";
export * from "./response-letter.ts";
export * from "./shown-order.ts";
export * from "./text.ts";
