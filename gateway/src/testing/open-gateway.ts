import { pino } from "pino";
import { createGateway, type Gateway, type GatewayOptions } from "../index.ts";

/** A secret for tests. */
export const testSecret = "a secret that nobody can guess, at all";

/** A gateway for tests: on this machine alone, without tokens. */
export const openTestGateway = (options: Partial<GatewayOptions> = {}): Promise<Gateway> =>
  createGateway({
    host: "127.0.0.1",
    port: 0,
    secret: undefined,
    openViewing: true,
    mediaAddress: "127.0.0.1",
    mediaPorts: undefined,
    log: pino({ level: "silent" }),
    ...options,
  });
