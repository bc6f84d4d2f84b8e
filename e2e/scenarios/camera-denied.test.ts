import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, joinCall, tiles } from "../src/person.ts";
import { expectToHear, expectToSee } from "../src/see-and-hear.ts";

test("who does not allow camera and microphone is told what to do, and joins all the same", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas, { devices: "ask" })];
  await followLink(amara, sealed);
  await jonas.page.goto(sealed);
  await expect(jonas.page.getByText("Your camera and microphone are blocked")).toBeVisible();
  await expect(jonas.page.getByText("Click the sign at the start of the address bar, allow both, then try again.")).toBeVisible();
  await joinCall(jonas);
  await expectToSee(jonas, people.amara);
  await expectToHear(jonas, people.amara);
  await expect(tiles(amara.page, people.jonas)).toHaveCount(1);
  await expect(tiles(amara.page, people.jonas)).toHaveAccessibleName(/Microphone off.*Camera off/);
});
