import { randomBytes } from "node:crypto";
import { readTurnSettings, startTurn } from "@tfx/turn";
import type { BrowserContext } from "@playwright/test";
import { freeUdpPort } from "./free-udp-port.ts";

/** A relay that can be started again on its port, as if its machine had restarted: it then knows of no path. */
export interface RestartingRelay {
  /** What a server has to know of it. */
  readonly environment: Readonly<Record<string, string>>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Makes every connection of the context's pages use relays alone, as a network that blocks all else does. */
export const forceRelay = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      override setConfiguration(configuration?: RTCConfiguration): void {
        super.setConfiguration({ ...configuration, iceTransportPolicy: "relay" });
      }
    };
  });

/** Starts a relay on 127.0.0.1. */
export const openRelay = async (): Promise<RestartingRelay> => {
  const secret = randomBytes(24).toString("hex");
  const settings = readTurnSettings({
    TFX_TURN_SECRET: secret,
    TFX_TURN_PORT: String(await freeUdpPort()),
    TFX_TURN_LISTEN_IP: "127.0.0.1",
    TFX_TURN_RELAY_IP: "127.0.0.1",
    TFX_TURN_ALLOW_LOOPBACK_PEERS: "1",
  });
  let turn = await startTurn(settings);
  return {
    environment: { TFX_TURN_URLS: turn.url, TFX_TURN_SECRET: secret },
    restart: async () => {
      await turn.close();
      turn = await startTurn(settings);
    },
    close: () => turn.close(),
  };
};
