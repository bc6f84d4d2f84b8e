import { TfxError } from "@tfx/protocol";
import { pino } from "pino";
import { readConfig, type Config } from "./config/read-config.ts";
import { createServer } from "./create-server.ts";

/** Longest that a shutdown may take: whoever stopped us expects us gone. */
const shutdownLimitMs = 1_800;

const exitWith = (error: unknown): never => {
  if (!(error instanceof TfxError) || !(error.cause instanceof Error)) throw error;
  process.stderr.write(`${error.cause.message}\n`);
  process.exit(1);
};

const readConfigOrExit = (): Config => {
  try {
    return readConfig(process.env);
  } catch (error) {
    return exitWith(error);
  }
};

const config = readConfigOrExit();
const log = pino({ level: config.logLevel });
for (const warning of config.warnings) log.warn(warning);

const server = await createServer({ ...config.server, log }).catch((error: unknown) => {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    process.stderr.write(`TFX_PORT ${config.server.port} is in use on ${config.server.host}; choose another\n`);
    process.exit(1);
  }
  log.fatal({ err: error }, "the server cannot start");
  process.exit(1);
});

const stop = (signal: string): void => {
  log.info({ signal }, "shutting down");
  setTimeout(() => process.exit(0), shutdownLimitMs).unref();
  server.close().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, "shutdown failed");
      process.exit(1);
    },
  );
};
process.once("SIGTERM", () => stop("SIGTERM"));
process.once("SIGINT", () => stop("SIGINT"));
