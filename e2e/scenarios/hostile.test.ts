import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { addWidget, inside, textOf } from "../src/widgets.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { framesShown } from "../src/observe/observed-media.ts";
import { followLink, press, tiles } from "../src/person.ts";

/** A server that writes down whoever comes. */
const openOutside = async (): Promise<{ port: number; reached: string[]; close(): void }> => {
  const reached: string[] = [];
  const outside = createServer((request, response) => {
    reached.push(request.url ?? "");
    response.setHeader("access-control-allow-origin", "*").end();
  });
  outside.on("upgrade", (request, socket) => {
    reached.push(request.url ?? "");
    socket.destroy();
  });
  outside.listen(0, "127.0.0.1");
  await once(outside, "listening");
  return { port: (outside.address() as AddressInfo).port, reached, close: () => void outside.close() };
};

const stillInCall = (page: Page) => expect(page.getByRole("button", { name: /^Leave/ })).toBeVisible();

test("a hostile widget from a file reaches nothing and nobody", async ({ guest, server, roomName }) => {
  const outside = await openOutside();
  const { sealed } = inviteTo(server.origin, roomName);
  const amara = await guest(people.amara);
  const { page } = amara;
  const downloads: string[] = [];
  page.on("download", (download) => downloads.push(download.suggestedFilename()));
  await page.goto(server.origin);
  await followLink(amara, sealed);
  await addWidget(amara, textOf("fixtures/hostile.js").replace("PORT", String(outside.port)), async (sheet) =>
    expect(sheet.getByText("It asks for nothing.")).toBeVisible(),
  );
  const hostile = inside(page, "Hostile");
  const said = hostile.locator("pre");
  await expect(said).toContainText("done", { timeout: 40_000 });
  const lines = (await said.textContent())?.split("\n") ?? [];
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter((line) => !line.endsWith(": no") && line !== "done")).toEqual([]);
  expect(outside.reached).toEqual([]);

  await hostile.getByRole("button", { name: "Copy" }).click();
  await expect(said).toContainText("copied");
  expect(await said.textContent()).toBe("copied undefined");
  await hostile.getByRole("button", { name: "Keep" }).click();
  await hostile.getByRole("button", { name: "Go back" }).click();
  await page.waitForTimeout(1_000); // time for what it set off
  expect(page.url()).toContain("/r/");
  expect(downloads).toEqual([]);
  await hostile.getByRole("button", { name: "Leave" }).click();
  await page.waitForTimeout(2_000); // time for what it set off
  expect(outside.reached).toEqual([]);
  await stillInCall(page);
  outside.close();
});

test("a widget has the keyboard when the person clicks into it", async ({ guest, server, roomName }) => {
  const amara = await guest(people.amara);
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  await addWidget(amara, textOf("fixtures/keys.js"));
  const field = inside(amara.page, "Keys").getByLabel("Mine");
  await field.click();
  await amara.page.keyboard.type("hello");
  await expect(field).toHaveValue("hello");
});

test("what is written in a dialog is read by no frame that takes the keyboard", async ({ guest, server, roomName }) => {
  const amara = await guest(people.amara);
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  await addWidget(amara, textOf("fixtures/keys.js"));
  const { page } = amara;
  const field = inside(page, "Keys").getByLabel("Mine");
  await expect(field).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("Take the keyboard");
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await press(page, "Open the widgets");
  const search = page.getByRole("dialog").getByRole("textbox").first();
  await expect(search).toBeVisible();
  // The page takes the keyboard back within a second of opening a dialog.
  await expect
    .poll(async () => {
      await page.keyboard.press("x");
      return search.inputValue();
    })
    .toMatch(/x$/);
  await search.fill("");
  await page.keyboard.type("secret", { delay: 60 });
  await expect(search).toHaveValue("secret");
  await page.keyboard.press("Escape");
  expect(await field.inputValue()).not.toContain("secret");
});

test("messages that no widget sends end the widget, the third time for the call, and the call goes on", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const { page } = amara;
  await addWidget(amara, textOf("fixtures/flood.js"));
  const tile = tiles(page, people.jonas);
  const attack = async (name: string, card: string) => {
    // The click may never come back: the frame goes with what it does.
    void inside(page, "Flood")
      .getByRole("button", { name })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await expect(page.getByText(card)).toBeVisible();
    const frames = await framesShown(tile);
    await expect.poll(() => framesShown(tile)).toBeGreaterThan(frames + 10);
  };
  await attack("100,000 calls", "Flood has stopped working");
  await page.getByRole("button", { name: "Try again" }).click();
  await attack("100 MB", "Flood has stopped working");
  await page.getByRole("button", { name: "Try again" }).click();
  await attack("A text of properties", "Flood is off for this call");
});
