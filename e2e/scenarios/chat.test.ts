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

  // What was there when the chat came up counts as read; what comes after it lights the button.
  await expect(jonas.page.getByText("Good morning")).toBeAttached();
  await write.fill("Tea?");
  await write.press("Enter");
  await expect(jonas.page.locator(".tfx-icon-button__lamp")).toBeVisible();
  await press(jonas.page, "Open the widgets");
  await jonas.page.getByRole("dialog").getByRole("button", { name: /^Chat/ }).click();
  await expect(jonas.page.getByText("Good morning")).toBeVisible();
  await expect(jonas.page.locator("strong", { hasText: "morning" })).toBeVisible();

  await followLink(mei, sealed);
  await mei.page.keyboard.press("c");
  await expect(mei.page.getByText("Good morning")).toBeVisible();
});
