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

  // Everything takes so long that the cuts fall between the join, offer, answer and candidates.
  await mei.page.goto(sealed);
  await mei.page.getByLabel("Your name").waitFor();
  proxy.delay(150);
  const joins = joinCall(mei);
  for (let cut = 0; cut < 4; cut++) {
    const soFar = proxy.accepted;
    proxy.cut();
    await expect.poll(() => proxy.accepted, { intervals: [50] }).toBeGreaterThan(soFar + 2);
  }
  await joins;
  await expectMutualCall([amara, jonas, mei]);
  expect(await watch.fewest()).toBe(1);
  await proxy.close();
});
