import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { watchRoster } from "../src/observe/watch-roster.ts";
import { followLink, insideCall, participantOf } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";

test("a reload goes straight back into the call and takes the same seat", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const seat = await participantOf(amara.page, people.jonas);
  const watch = await watchRoster(amara.page);

  await jonas.page.reload();
  await insideCall(jonas.page);
  await expectMutualCall([amara, jonas]);
  expect(await participantOf(amara.page, people.jonas)).toBe(seat);
  expect(await watch.fewest()).toBe(1);
});
