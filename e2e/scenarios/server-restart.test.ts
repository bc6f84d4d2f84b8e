import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { framesShown } from "../src/observe/observed-media.ts";
import { watchRoster } from "../src/observe/watch-roster.ts";
import { followLink, tiles } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";
import { openServer } from "../src/server/server-process.ts";

test("a call outlives its server, nobody flickers, and the server that comes back lets a third person in", async ({
  guest,
  pages,
  roomName,
}) => {
  const server = await openServer({ webRoot: pages.web });
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const watches = [await watchRoster(amara.page), await watchRoster(jonas.page)];

  await server.kill();
  await expect(amara.page.getByText("Reconnecting… your call goes on")).toBeVisible();
  const tile = tiles(amara.page, people.jonas);
  const framesAtKill = await framesShown(tile);
  await expect.poll(() => framesShown(tile)).toBeGreaterThan(framesAtKill + 30);

  await server.start();
  await expect(amara.page.getByText("Reconnecting… your call goes on")).toBeHidden();
  await expect(jonas.page.getByText("Reconnecting… your call goes on")).toBeHidden();
  for (const watch of watches) expect(await watch.fewest()).toBe(1);

  await followLink(mei, sealed);
  await expectMutualCall([amara, jonas, mei]);
  for (const watch of watches) expect(await watch.fewest()).toBe(1);
  await server.stop();
});
