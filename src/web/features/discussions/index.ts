export { Threads } from "./threads.tsx";
