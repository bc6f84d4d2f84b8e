import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, openPeople, press, tiles } from "../src/person.ts";
import { expectToSee } from "../src/see-and-hear.ts";

test("the host removes somebody, who is told so and gone for everybody", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  for (const person of [amara, jonas, mei]) await followLink(person, sealed);
  await expectToSee(amara, people.jonas);
  await expectToSee(amara, people.mei);

  await openPeople(amara.page);
  await amara.page.getByRole("button", { name: "Actions for Jonas" }).click();
  await amara.page.getByRole("menuitem", { name: "Remove from the call" }).click();
  await amara.page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(jonas.page.getByText("You were removed from the call")).toBeVisible();
  for (const { page } of [amara, mei]) await expect(tiles(page, people.jonas)).toHaveCount(0);
  await expectToSee(mei, people.amara);
});

test("the role of host goes to who has been there longest when the host leaves", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  for (const person of [amara, jonas]) await followLink(person, sealed);
  await expect(tiles(amara.page, people.jonas)).toHaveCount(1);
  await press(amara.page, "Leave");
  await expect(jonas.page.getByText("You are the host now")).toBeVisible();
  await openPeople(jonas.page);
  await expect(jonas.page.getByRole("switch", { name: "Lock the room" })).toBeVisible();
});
