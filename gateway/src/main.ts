import { TfxError } from "@tfx/protocol";
import { readConfig } from "./config/read-config.ts";
import { createGateway } from "./create-gateway.ts";

/** Recordings are finished within this time. */
const shutdownLimitMs = 6_000;

const start = async (): Promise<void> => {
  const options = readConfig(process.env);
  const gateway = await createGateway(options);
  options.log.info({ url: gateway.url, tokens: options.secret !== undefined }, "gateway is up");
  const stop = (signal: string): void => {
    options.log.info({ signal }, "shutting down");
    // Whoever stopped us expects us gone; workers end with us.
    setTimeout(() => process.exit(0), shutdownLimitMs).unref();
    gateway.close().then(
      () => process.exit(0),
      (error: unknown) => {
        options.log.error({ err: error }, "shutdown failed");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(signal));
};

start().catch((error: unknown) => {
  const { code, details } = TfxError.from(error);
  process.stderr.write(`The gateway cannot start: ${code} ${JSON.stringify(details)}\n`);
  process.exitCode = 1;
});
