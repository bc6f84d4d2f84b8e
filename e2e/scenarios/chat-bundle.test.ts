import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, press } from "../src/person.ts";

const script = fileURLToPath(new URL("../../examples/chat-bundle/pack.ts", import.meta.url));

/** The inside of the widget: its page lies in the wrapper's. */
const insideChat = (page: Page): FrameLocator => page.frameLocator('iframe[title="Chat from a file"]').frameLocator("iframe");

const write = async (chat: FrameLocator, text: string): Promise<void> => {
  const field = chat.getByRole("textbox", { name: "Message", exact: true });
  await field.fill(text);
  await field.press("Enter");
};

test("the chat runs unchanged as a bundle: both read each other, and it fills its place", async ({ guest, server, roomName, folder }) => {
  const file = join(folder, "chat.bundle.js");
  execFileSync(process.execPath, [script, file]);
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await press(amara.page, "Open the widgets");
  await amara.page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "chat.bundle.js", mimeType: "text/javascript", buffer: readFileSync(file) });
  const sheet = amara.page.getByRole("alertdialog");
  await expect(sheet.getByText("It can send files that you choose to people.")).toBeVisible();
  await sheet.getByRole("button", { name: "Add", exact: true }).click();
  const [mine, theirs] = [insideChat(amara.page), insideChat(jonas.page)];
  await write(mine, "Good **morning** to you");

  await jonas.page.getByRole("button", { name: "Get it from Amara" }).click();
  await jonas.page.getByRole("alertdialog").getByRole("button", { name: "Add", exact: true }).click();
  await expect(theirs.locator("strong", { hasText: "morning" })).toBeVisible();
  await expect(theirs.getByText("Amara", { exact: true })).toBeVisible();
  await write(theirs, "Tea? :tea:");
  await expect(mine.getByText("Tea? 🍵")).toBeVisible();
  // It fills its place, as in the page: the composer stands at its end.
  const [frame, composer] = [await mine.locator("html").boundingBox(), await mine.getByRole("textbox").boundingBox()];
  expect((composer?.y ?? 0) - (frame?.y ?? 0)).toBeGreaterThan((frame?.height ?? 0) / 2);
});
