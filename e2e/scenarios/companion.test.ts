import { join } from "node:path";
import { buildExample } from "../src/browser/built-example.ts";
import { workerOf } from "../src/browser/open-browser.ts";
import { startCall, useServer } from "../src/extension-calls.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { followLink, joinCall, press } from "../src/person.ts";
import { sayYes, sheetOf, unfold } from "../src/widgets.ts";

test("another extension lends a widget: it is asked about, runs, and goes with its extension", async ({
  guest,
  extensionPerson,
  server,
  folder,
}) => {
  const companion = await buildExample("companion", join(folder, "companion"));
  const person = await extensionPerson(people.amara, { others: [companion] });
  await useServer(person, server.origin);
  const { caller, link } = await startCall(person);
  await joinCall(caller);
  await press(caller.page, "Open the widgets");
  await expect(caller.page.getByText("From the extension Timer for TFX Sessions")).toBeVisible();
  await caller.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Timer/ })
    .click();
  await expect(sheetOf(caller).getByText(/^This widget is a page of the extension Timer for TFX Sessions\./)).toBeVisible();
  await expect(caller.page.locator('iframe[title="Timer"]')).toHaveCount(0);
  await sayYes(caller);
  const frame = caller.page.frameLocator('iframe[title="Timer"]');
  await frame.getByRole("button", { name: "3 min" }).click();
  await expect(frame.getByRole("timer")).toHaveText(/^(?:3:00|2:\d\d)$/);

  // Who has no such extension sees what the timer says, and what it would take.
  const jonas = await guest(people.jonas);
  await followLink(jonas, link);
  const cards = jonas.page.getByRole("region", { name: "Started by others" });
  await unfold(cards);
  await expect(cards.getByText(/^Until /)).toBeVisible();
  await expect(cards.getByText("It belongs to a browser extension. To join, add that extension.")).toBeVisible();
  await expect(cards.getByRole("button", { name: /^Get it/ })).toHaveCount(0);

  // The extension removes itself, as when its person does.
  const worker = await workerOf(person.context, /^Timer/);
  await worker.evaluate(() => chrome.management.uninstallSelf()).catch(() => undefined); // its worker goes with it
  await expect(caller.page.getByText("Timer has ended: its extension is gone.")).toBeVisible();
  await expect(caller.page.locator('iframe[title="Timer"]')).toHaveCount(0);
  await press(caller.page, "Open the widgets");
  await expect(caller.page.getByText("From the extension Timer for TFX Sessions")).toHaveCount(0);
});
