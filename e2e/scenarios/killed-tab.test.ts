import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, tiles } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";
import { openServer } from "../src/server/server-process.ts";

const graceMs = 8_000;

test("somebody whose tab dies is gone for the others within the grace, and their call goes on", async ({ guest, pages, roomName }) => {
  const server = await openServer({ webRoot: pages.web, environment: { TFX_SEAT_GRACE_SECONDS: String(graceMs / 1_000) } });
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  for (const person of [amara, jonas, mei]) await followLink(person, sealed);
  await expectMutualCall([amara, jonas, mei]);

  const diedAt = Date.now();
  const crashed = jonas.page.waitForEvent("crash");
  await jonas.page.goto("chrome://crash").catch(() => undefined); // the navigation ends with the tab
  await crashed;
  for (const { page } of [amara, mei]) await expect(tiles(page, people.jonas)).toHaveCount(0, { timeout: graceMs + 10_000 });
  expect(Date.now() - diedAt).toBeLessThan(graceMs + 8_000);
  await expectMutualCall([amara, mei]);
  await server.stop();
});
