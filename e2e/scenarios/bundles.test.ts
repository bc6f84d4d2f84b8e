import { startCall, useServer } from "../src/extension-calls.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { framesShown } from "../src/observe/observed-media.ts";
import { followLink, joinCall, press, tiles } from "../src/person.ts";
import { addWidget, hashOf, inside, openGrants, textOf, unfold } from "../src/widgets.ts";

const counter = textOf("../examples/counter/counter.js");
const loop = textOf("fixtures/loop.js");

test("a widget from a file is shown before it runs, shares its state, and loses what is taken back", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await addWidget(amara, counter, async (sheet) => {
    await expect(sheet.getByText("It can see how loud people speak.")).toBeVisible();
    await expect(sheet.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  });
  const mine = inside(amara.page, "Counter");
  await mine.getByRole("button", { name: "Count: 0" }).click();
  await expect(mine.getByRole("button", { name: "Count: 1" })).toBeVisible();
  await expect.poll(() => mine.getByRole("meter").evaluate((meter) => (meter as HTMLMeterElement).value)).toBeGreaterThan(0.01);

  // Who does not have it is told, and sees what it says.
  const cards = jonas.page.getByRole("region", { name: "Started by others" });
  await unfold(cards);
  await expect(cards.getByText("Amara started Counter")).toBeVisible();
  await expect(cards.getByText("Count: 1")).toBeVisible();
  // The very same, to the last byte, comes from who started it, and waits for a yes like any file.
  const hash = hashOf(counter);
  await cards.getByRole("button", { name: "Get it from Amara" }).click();
  await expect(jonas.page.getByRole("alertdialog").getByText(hash)).toBeVisible();
  await jonas.page.getByRole("alertdialog").getByRole("button", { name: "Add", exact: true }).click();
  await inside(jonas.page, "Counter").getByRole("button", { name: "Count: 1" }).click();
  await expect(mine.getByRole("button", { name: "Count: 2" })).toBeVisible();

  await press(amara.page, "Open the widgets");
  await openGrants(amara.page.getByRole("dialog"));
  await amara.page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await amara.page.keyboard.press("Escape");
  const level = () => mine.getByRole("meter").evaluate((meter) => (meter as HTMLMeterElement).value);
  const last = await level();
  await amara.page.waitForTimeout(1_000); // five levels would have come meanwhile
  expect(await level()).toBe(last);
});

test("a theme from a file colours the page, and can be taken off again", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const amara = await guest(people.amara, { colorScheme: "light" });
  await followLink(amara, sealed);
  const accent = () => amara.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent"));
  const before = await accent();
  await addWidget(amara, textOf("../examples/theme/theme.json"), async (sheet) => expect(sheet.getByRole("heading")).toContainText("Plum"));
  await expect.poll(accent).toContain("#7a2a6d");
  await press(amara.page, "Open the widgets");
  await amara.page.getByRole("dialog").getByRole("button", { name: /^Plum/ }).click();
  await expect.poll(accent).toBe(before);
});

test("a widget from a file runs in the extension's sandbox page too", async ({ extensionPerson, server }) => {
  const amara = await extensionPerson(people.amara);
  await useServer(amara, server.origin);
  const { caller } = await startCall(amara);
  await joinCall(caller);
  await addWidget(caller, counter, async (sheet) => expect(sheet.getByRole("heading")).toContainText("Counter"));
  await inside(caller.page, "Counter").getByRole("button", { name: "Count: 0" }).click();
  await expect(inside(caller.page, "Counter").getByRole("button", { name: "Count: 1" })).toBeVisible();
});

test("a widget that loops takes nobody along: the call goes on and the other widgets come back as they were", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await addWidget(amara, counter, async (sheet) => expect(sheet.getByRole("heading")).toContainText("Counter"));
  await inside(amara.page, "Counter").getByRole("button", { name: "Count: 0" }).click();
  await addWidget(amara, loop, async (sheet) => expect(sheet.getByRole("heading")).toContainText("Loop"));
  // The click never returns, so nobody waits for it.
  void inside(amara.page, "Loop")
    .getByRole("button", { name: "Loop" })
    .click({ timeout: 5_000 })
    .catch(() => undefined);
  await expect(amara.page.getByText("Loop does not answer")).toBeVisible({ timeout: 30_000 });
  const tile = tiles(amara.page, people.jonas);
  const frames = await framesShown(tile);
  await expect.poll(() => framesShown(tile)).toBeGreaterThan(frames + 15);
  await amara.page.getByRole("tab", { name: "Counter" }).click();
  await expect(inside(amara.page, "Counter").getByRole("button", { name: "Count: 1" })).toBeVisible();
});
