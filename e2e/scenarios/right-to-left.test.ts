import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";

const english = /\b(?:the|and|see|people|call|picture|widget)\b/;

test("the pseudo-language ar-XB runs from right to left and leaves no text untranslated", async ({ guest, server, roomName }) => {
  const amara = await guest(people.amara, { locale: "ar-XB" });
  await amara.page.goto(inviteTo(server.origin, roomName).sealed);
  await expect(amara.page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(amara.page.getByRole("textbox")).toBeVisible();
  await expect(amara.page.getByText("Ready to join?")).toHaveCount(0);
  const [name, preview] = [await amara.page.getByRole("textbox").boundingBox(), await amara.page.locator("video").first().boundingBox()];
  expect(name?.x ?? 0).toBeLessThan(preview?.x ?? 0);

  await amara.page.getByRole("textbox").fill(people.amara.name);
  await amara.page.getByRole("textbox").press("Enter");
  await expect(amara.page.getByRole("main")).toBeFocused();
  await amara.page.keyboard.press("w");
  const tray = amara.page.getByRole("dialog");
  await expect(tray.getByRole("listitem")).not.toHaveCount(0);
  expect(await tray.innerText()).not.toMatch(english);
});
