import { randomBytes } from "node:crypto";
import { findTurnserver, readTurnSettings, startTurn } from "@tfx/turn";
import type { BrowserContext } from "@playwright/test";
import { connectionFacts } from "../src/browser/connection-spy.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { freeUdpPort } from "../src/network/free-udp-port.ts";
import { followLink } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";
import { openServer } from "../src/server/server-process.ts";

/** Makes every connection of the context's pages use relays alone, as a network that blocks all else does. */
const forceRelay = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    globalThis.RTCPeerConnection = new Proxy(globalThis.RTCPeerConnection, {
      construct: (target, [configuration, ...rest]: [RTCConfiguration], newTarget) =>
        Reflect.construct(target, [{ ...configuration, iceTransportPolicy: "relay" }, ...rest], newTarget) as RTCPeerConnection,
    });
  });

test("a call that finds no direct path goes through the relay, with credentials from the server", async ({ guest, pages, roomName }) => {
  test.skip(findTurnserver() === undefined, "coturn's turnserver is not installed");
  const secret = randomBytes(24).toString("hex");
  const port = await freeUdpPort();
  const turn = await startTurn(
    readTurnSettings({
      TFX_TURN_SECRET: secret,
      TFX_TURN_PORT: String(port),
      TFX_TURN_LISTEN_IP: "127.0.0.1",
      TFX_TURN_RELAY_IP: "127.0.0.1",
      TFX_TURN_ALLOW_LOOPBACK_PEERS: "1",
    }),
  );
  const server = await openServer({ webRoot: pages.web, environment: { TFX_TURN_URLS: turn.url, TFX_TURN_SECRET: secret } });
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  for (const person of [amara, jonas]) {
    await forceRelay(person.context);
    await followLink(person, sealed);
  }
  await expectMutualCall([amara, jonas]);
  for (const { page } of [amara, jonas]) {
    expect(await connectionFacts(page)).toMatchObject([{ local: "relay", remote: "relay" }]);
  }
  await server.stop();
  await turn.close();
});
