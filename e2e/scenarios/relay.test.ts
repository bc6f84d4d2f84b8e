import { randomBytes } from "node:crypto";
import { findTurnserver, readTurnSettings, startTurn } from "@tfx/turn";
import type { BrowserContext } from "@playwright/test";
import { connectionFacts, connectionsMade } from "../src/browser/connection-spy.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { freeUdpPort } from "../src/network/free-udp-port.ts";
import { framesShown } from "../src/observe/observed-media.ts";
import { followLink, tiles } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";
import { openServer } from "../src/server/server-process.ts";

/** Makes every connection of the context's pages use relays alone, as a network that blocks all else does. */
const forceRelay = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      override setConfiguration(configuration?: RTCConfiguration): void {
        super.setConfiguration({ ...configuration, iceTransportPolicy: "relay" });
      }
    };
  });

/** A relay that can be started again on its port, as if its machine had restarted: it then knows of no path. */
const openRelay = async () => {
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

test.beforeEach(() => test.skip(findTurnserver() === undefined, "coturn's turnserver is not installed"));

test("a call that finds no direct path goes through the relay; when its paths are lost, new ones are found", async ({
  guest,
  pages,
  roomName,
}) => {
  const relay = await openRelay();
  const server = await openServer({ webRoot: pages.web, environment: relay.environment });
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

  const before = await connectionsMade(amara.page);
  await relay.restart();
  const interrupted = tiles(amara.page, people.jonas).getByText("Connection interrupted");
  await expect(interrupted).toBeVisible();
  await expect(interrupted).toBeHidden();
  const frames = await framesShown(tiles(amara.page, people.jonas));
  await expect.poll(() => framesShown(tiles(amara.page, people.jonas))).toBeGreaterThan(frames + 15);
  await expectMutualCall([amara, jonas]);
  // The same connection over a new path: nothing was made anew.
  expect(await connectionsMade(amara.page)).toBe(before);
  await server.stop();
  await relay.close();
});
