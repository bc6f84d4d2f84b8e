import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, press } from "../src/person.ts";

test("what one writes in the chat the other reads, and who comes later has it too", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);

  await amara.page.keyboard.press("c");
  const write = amara.page.getByRole("textbox", { name: /message/i });
  await write.fill("Good **morning**");
  await write.press("Enter");
  await expect(amara.page.getByText("Good morning")).toBeVisible();

  // Whatever was written since one came lights the button, even if the chat was not ready yet.
  await expect(jonas.page.locator(".tfx-icon-button__lamp")).toBeVisible();
  await press(jonas.page, "Open the widgets");
  await jonas.page.getByRole("dialog").getByRole("button", { name: /^Chat/ }).click();
  await expect(jonas.page.getByText("Good morning")).toBeVisible();
  await expect(jonas.page.locator("strong", { hasText: "morning" })).toBeVisible();

  // What was there before one came is history, and read.
  await followLink(mei, sealed);
  await expect(mei.page.getByText("Good morning")).toBeAttached();
  await expect(mei.page.locator(".tfx-icon-button__lamp")).toHaveCount(0);
  await mei.page.keyboard.press("c");
  await expect(mei.page.getByText("Good morning")).toBeVisible();
});
