import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { openCutProxy } from "../src/network/cut-proxy.ts";
import { framesShown } from "../src/observe/observed-media.ts";
import { watchRoster } from "../src/observe/watch-roster.ts";
import { followLink, joinCall, tiles } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";

test("sockets that are cut, once and again while somebody joins, cost nobody anything", async ({ guest, server, roomName }) => {
  const proxy = await openCutProxy(server.port);
  const { sealed } = inviteTo(proxy.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const watch = await watchRoster(amara.page);

  const before = proxy.accepted;
  proxy.cut();
  await expect.poll(() => proxy.accepted).toBeGreaterThan(before + 1);
  const tile = tiles(amara.page, people.jonas);
  const frames = await framesShown(tile);
  await expect.poll(() => framesShown(tile)).toBeGreaterThan(frames + 15);

  // Every round trip takes long enough for the cuts to fall between the signals of the joining.
  await mei.page.goto(sealed);
  proxy.delay(30);
  const cuts = setInterval(() => proxy.cut(), 700);
  try {
    await joinCall(mei);
    await expect(tiles(mei.page, people.jonas)).toHaveCount(1);
  } finally {
    clearInterval(cuts);
  }
  await expectMutualCall([amara, jonas, mei]);
  expect(await watch.fewest()).toBe(1);
  await proxy.close();
});
