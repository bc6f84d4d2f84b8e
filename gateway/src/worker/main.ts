import { readHeadsQuickly } from "../protocols/webrtc/read-heads.ts";
import { createWorker } from "./create-worker.ts";
import { workerOptions } from "./worker-options.ts";

// A process that carries streams. Its parent, the front, ends it; alone it has nothing to do.
process.once("disconnect", () => process.exit(0));
// Ctrl-C reaches everybody on a terminal: the front decides when streams end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

readHeadsQuickly();
createWorker(
  {
    send: (message) => void process.send?.(message),
    onMessage: (listen) => void process.on("message", listen),
  },
  workerOptions.parse(JSON.parse(process.env["TFX_GATEWAY_WORKER"] ?? "{}")),
);
