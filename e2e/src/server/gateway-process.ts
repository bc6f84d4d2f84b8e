import { fileURLToPath } from "node:url";
import { freeTcpPort } from "../network/free-tcp-port.ts";
import { openChildServer, type ChildServer } from "./child-server.ts";

const mainFile = fileURLToPath(new URL("../../../gateway/src/main.ts", import.meta.url));

/** The gateway as a process. */
export type GatewayProcess = ChildServer;

/** Starts a gateway on a free port, for everybody on this machine; `environment` adds variables. */
export const openGateway = async (environment: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> => {
  const port = await freeTcpPort();
  const own = { TFX_GATEWAY_PORT: String(port), TFX_GATEWAY_RATE_REQUESTS: "1000:100" };
  return openChildServer({ mainFile, port, environment: { ...own, ...environment } });
};
