import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ServerKind } from "../server-process.ts";

/** Ways of speaking that the load generator knows. */
export type DialectName = "ours" | "socket.io" | "peerjs" | "silent";

/** A server and how it is spoken to. */
export interface MeasuredServer extends ServerKind {
  readonly dialect: DialectName;
}

const require = createRequire(import.meta.url);
const versionOf = (name: string): string => {
  const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")) as { version: string };
  return version;
};

// One address plays a thousand people here: its limits are out of the way, those of each socket stay.
const unlimitedAddress = {
  TFX_MAX_SOCKETS_PER_ADDRESS: "1000000",
  TFX_RATE_ADDRESS_SOCKETS: "1000000:100000",
  TFX_RATE_ADDRESS_JOINS: "1000000:100000",
};

/** Our server, as it runs for everybody. */
export const ours: MeasuredServer = {
  name: "signalling-server",
  dialect: "ours",
  program: new URL("../../../../signalling-server/src/main.ts", import.meta.url),
  environment: { TFX_PORT: "0", NODE_ENV: "", TFX_MAX_ROOMS: "100000", TFX_MAX_SOCKETS: "100000", ...unlimitedAddress },
};

/** socket.io with a relay of ten lines. */
export const bareSocketIo: MeasuredServer = {
  name: `bare socket.io ${versionOf("socket.io")}`,
  dialect: "socket.io",
  program: new URL("bare-socket-io.ts", import.meta.url),
  environment: {},
};

/** peerjs-server from npm. */
export const peerjs: MeasuredServer = {
  name: "peerjs-server",
  dialect: "peerjs",
  program: new URL("peerjs.ts", import.meta.url),
  environment: {},
};
