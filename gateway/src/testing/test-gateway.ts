import { pino } from "pino";
import { createGateway, type Gateway } from "../create-gateway.ts";
import type { GatewayOptions } from "../gateway-options.ts";

/** A secret for tests. */
export const testSecret = "a secret that nobody can guess, at all";

/** A gateway on a free port of this machine that says nothing. */
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
