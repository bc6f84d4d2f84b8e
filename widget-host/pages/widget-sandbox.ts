import { startSandbox } from "../src/sandbox/sandbox.ts";

startSandbox();
