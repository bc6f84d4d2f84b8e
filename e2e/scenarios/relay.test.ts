import { findTurnserver } from "@tfx/turn";
import { connectionFacts, connectionsMade } from "../src/browser/connection-spy.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { forceRelay, openRelay } from "../src/network/restarting-relay.ts";
import { framesShown } from "../src/observe/observed-media.ts";
import { followLink, tiles } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";
import { openServer } from "../src/server/server-process.ts";

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
  const interrupted = tiles(amara.page, people.jonas).getByText("Connection interrupted");
  // Looked for from before: it may be mended as soon as the relay is back.
  await Promise.all([expect(interrupted).toBeVisible(), relay.restart()]);
  await expect(interrupted).toBeHidden();
  const frames = await framesShown(tiles(amara.page, people.jonas));
  await expect.poll(() => framesShown(tiles(amara.page, people.jonas))).toBeGreaterThan(frames + 15);
  await expectMutualCall([amara, jonas]);
  // The same connection over a new path: nothing was made anew.
  expect(await connectionsMade(amara.page)).toBe(before);
  await server.stop();
  await relay.close();
});
