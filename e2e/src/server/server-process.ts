import { fileURLToPath } from "node:url";
import { freeTcpPort } from "../network/free-tcp-port.ts";
import { openChildServer, type ChildServer } from "./child-server.ts";

const mainFile = fileURLToPath(new URL("../../../signalling-server/src/main.ts", import.meta.url));
const secret = "the-secret-of-the-scenarios-which-nobody-else-uses";

/** The signalling server as a process. */
export interface ServerProcess extends ChildServer {
  readonly port: number;
}

/** Options of {@link openServer}. */
export interface ServerWish {
  /** Folder of the built web app; none, and it serves no page. */
  readonly webRoot?: string;
  /** Further environment variables, such as `TFX_TURN_URLS`. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a signalling server on a free port. No STUN or TURN unless the environment names one. */
export const openServer = async ({ webRoot, environment = {} }: ServerWish = {}): Promise<ServerProcess> => {
  const port = await freeTcpPort();
  const own = {
    TFX_PORT: String(port),
    TFX_SECRET: secret,
    ...(webRoot === undefined ? {} : { TFX_WEB_ROOT: webRoot }),
    // An empty variable counts as not set; a blank list is a list of none.
    TFX_STUN_URLS: ",",
    // All the people of the scenarios come from one address.
    TFX_RATE_ADDRESS_SOCKETS: "10000:1000",
    TFX_RATE_ADDRESS_JOINS: "10000:1000",
  };
  return { ...(await openChildServer({ mainFile, port, environment: { ...own, ...environment } })), port };
};
