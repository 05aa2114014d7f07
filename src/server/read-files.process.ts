import { serveReading } from "./features/imports/index.ts";
import { SUBSCRIBERS } from "./subscribers.ts";

// A process of its own reads files from outside: whatever they hold, the server goes on.
serveReading(SUBSCRIBERS);
