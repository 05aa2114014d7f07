// Runs after every npm install, so that `npx plumbline` finds the command of the clone itself.
import "./check-node.js";
import { linkBin } from "./install.js";

linkBin();
