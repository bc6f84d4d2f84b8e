import type { ServerState } from "../server/check-server.ts";
import { isLoopback } from "../server/server-origin.ts";

/** What is known about the way to the server. */
export interface NoticeFacts {
  /** Whether the browser has a network at all. */
  readonly online: boolean;
  /** Host and port of the server for new calls. */
  readonly host: string;
  /** What the server answered; undefined while it is being asked. */
  readonly server: ServerState | undefined;
}

/** What is wrong, if anything: a server on this computer works without a network. */
export const planNotice = ({ online, host, server }: NoticeFacts): "offline" | "silent" | "other" | undefined => {
  if (!online && !isLoopback(host)) return "offline";
  return server === "ready" ? undefined : server;
};
