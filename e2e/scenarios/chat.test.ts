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

  // Whatever was written since one came is said and counted, even if the chat was not ready yet.
  const news = jonas.page.getByRole("toolbar").getByRole("button", { name: /^Open the widgets.*\(1\)$/ });
  await expect(news).toBeVisible();
  const said = jonas.page.getByRole("status").getByText("Amara: Good morning");
  await expect(said).toBeVisible();
  await press(jonas.page, "Open the widgets");
  await jonas.page.getByRole("dialog").getByRole("button", { name: /^Chat/ }).click();
  await expect(jonas.page.getByRole("tabpanel").getByText("Good morning")).toBeVisible();
  await expect(jonas.page.locator("strong", { hasText: "morning" })).toBeVisible();

  // What was there before one came is history, and read.
  await followLink(mei, sealed);
  await expect(mei.page.getByText("Good morning")).toBeAttached();
  await expect(mei.page.getByRole("button", { name: /\(1\)$/ })).toHaveCount(0);
  await mei.page.keyboard.press("c");
  await expect(mei.page.getByText("Good morning")).toBeVisible();
});
