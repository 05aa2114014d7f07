import net from "node:net";
import { followOrder } from "./guide-files/follow.ts";
import type { GuideOrder } from "./guide-files/orders.ts";

// A process of its own reads documents from outside: whatever they hold, the server goes on. It has no network, so that
// no document makes it ask elsewhere.
net.Socket.prototype.connect = () => {
  throw new Error("there is no network here");
};

process.once("message", async (order: GuideOrder) => {
  const answer = await followOrder(order);
  process.send!(answer, () => process.exit());
});
process.on("disconnect", () => process.exit());
