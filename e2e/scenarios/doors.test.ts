import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, joinCall, openPeople, press, tiles } from "../src/person.ts";
import { openServer } from "../src/server/server-process.ts";

test("a full room says so, and lets the next one in once somebody has left", async ({ guest, pages, roomName }) => {
  const server = await openServer({ webRoot: pages.web, environment: { TFX_ROOM_CAPACITY: "2" } });
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await mei.page.goto(sealed);
  await expect(mei.page.getByText("This room is full")).toBeVisible();
  await press(jonas.page, "Leave");
  await expect(jonas.page.getByText("You left the call")).toBeVisible();
  await mei.page.getByRole("button", { name: "Try again" }).click();
  await joinCall(mei);
  await expect(tiles(mei.page, people.amara)).toHaveCount(1);
  await server.stop();
});

test("a locked room keeps newcomers out until the host opens it", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, mei] = [await guest(people.amara), await guest(people.mei)];
  await followLink(amara, sealed);
  await openPeople(amara.page);
  const lock = amara.page.getByRole("switch", { name: "Lock the room" });
  await lock.click();
  await mei.page.goto(sealed);
  await expect(mei.page.getByText("This room is locked")).toBeVisible();
  await lock.click();
  await mei.page.getByRole("button", { name: "Try again" }).click();
  await joinCall(mei);
  await expect(tiles(amara.page, people.mei)).toHaveCount(1);
});

test("a sealed room refuses a wrong secret and a missing one, in words, and its people notice nothing", async ({
  guest,
  server,
  roomName,
}) => {
  const invite = inviteTo(server.origin, roomName);
  const [amara, mei] = [await guest(people.amara), await guest(people.mei)];
  await followLink(amara, invite.sealed);
  await mei.page.goto(invite.wrong);
  await expect(mei.page.getByText("This link does not fit the room")).toBeVisible();
  await mei.page.goto("about:blank");
  await mei.page.goto(invite.open);
  await expect(mei.page.getByText("This room needs its full link")).toBeVisible();
  await expect(tiles(amara.page)).toHaveCount(0);
});

test("a name typed on the start page does not lead into a sealed room, the pasted link does", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, mei] = [await guest(people.amara), await guest(people.mei)];
  await followLink(amara, sealed);
  await mei.page.goto(server.origin);
  await mei.page.getByLabel("Link or room name").fill(roomName);
  await mei.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(mei.page.getByText("This room needs its full link")).toBeVisible();
  await mei.page.getByLabel("Full link to the room").fill(sealed);
  await mei.page.keyboard.press("Enter");
  await joinCall(mei);
  await expect(tiles(amara.page, people.mei)).toHaveCount(1);
});
