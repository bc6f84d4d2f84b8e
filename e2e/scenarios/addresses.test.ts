import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "@playwright/test";
import { buildExample, putFolder } from "../src/browser/built-example.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, press } from "../src/person.ts";
import { openLocalPages, type LocalPages } from "../src/server/local-pages.ts";
import { becomeDeveloper, lookAtAddress, sayYes, sheetOf } from "../src/widgets.ts";

const example = (path: string): string => readFileSync(fileURLToPath(new URL(`../../examples/${path}`, import.meta.url)), "utf8");
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const hostedManifest = JSON.parse(example("poll/public/tfx-widget.json")) as object;

/** Puts a page's manifest beside the page, with this server's address in it. */
const announce = (pages: LocalPages, change: object): string => {
  const body = JSON.stringify({ ...hostedManifest, entry: `${pages.origin}/`, ...change });
  pages.put("/tfx-widget.json", { type: "application/json", body });
  return body;
};

const framed = (page: Page, title: string): FrameLocator => page.frameLocator(`iframe[title="${title}"]`);

test("a page is a widget: one adds it by its address, the other from who started it, and both vote", async ({
  guest,
  server,
  roomName,
  folder,
}) => {
  await using pages = await openLocalPages();
  putFolder(pages, await buildExample("poll", join(folder, "poll")));
  const manifest = announce(pages, {});
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  for (const person of [amara, jonas]) {
    await followLink(person, sealed);
    await becomeDeveloper(person);
  }
  await lookAtAddress(amara, `${pages.origin}/tfx-widget.json`);
  for (const words of [`This widget is a web page. What it sees, ${pages.origin} can keep.`, hashOf(manifest)])
    await expect(sheetOf(amara).getByText(words)).toBeVisible();
  // Nothing of the page was loaded before the yes.
  expect(pages.asked).toEqual(["/tfx-widget.json"]);
  await sayYes(amara);
  const mine = framed(amara.page, "Poll page");
  await mine.getByText("Ask a question").click();
  await mine.getByLabel("Question").fill("Lunch?");
  await mine.getByLabel("Answers").fill("Soup, Noodles");
  await mine.getByRole("button", { name: "Ask everybody" }).click();

  await jonas.page.getByRole("button", { name: "Get it from Amara" }).click();
  await expect(sheetOf(jonas).getByText(`This widget is a web page. What it sees, ${pages.origin} can keep.`)).toBeVisible();
  await expect(sheetOf(jonas).getByText(hashOf(manifest))).toBeVisible();
  await sayYes(jonas);
  const theirs = framed(jonas.page, "Poll page");
  await theirs.getByRole("button", { name: "Noodles: 0" }).click();
  await expect(mine.getByRole("button", { name: "Noodles: 1" })).toBeVisible();
  await mine.getByRole("button", { name: "Noodles: 1" }).click();
  await expect(theirs.getByRole("button", { name: "Noodles: 2" })).toBeVisible();

  // A page that loads itself again, as a developer's does at each change, is connected again to what it shared.
  await mine.locator("body").evaluate(() => location.reload());
  await expect(mine.getByRole("button", { name: "Noodles: 2" })).toBeVisible();
});

test("a page that wants more by now is asked about before it starts again, and can be forgotten", async ({
  guest,
  server,
  roomName,
  folder,
}) => {
  await using pages = await openLocalPages();
  putFolder(pages, await buildExample("poll", join(folder, "poll")));
  announce(pages, {});
  const amara = await guest(people.amara);
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  await becomeDeveloper(amara);
  await lookAtAddress(amara, `${pages.origin}/tfx-widget.json`);
  await sayYes(amara);
  const frame = framed(amara.page, "Poll page");
  await expect(frame.getByText("No question yet")).toBeVisible();
  const stop = async (): Promise<void> => {
    await press(amara.page, "Open the widgets");
    await amara.page.getByRole("button", { name: "Stop Poll page" }).click();
    await expect(amara.page.locator('iframe[title="Poll page"]')).toHaveCount(0);
  };
  await stop();
  announce(pages, { version: "2.0.0", permissions: ["state:shared", "ui:toast", "media:frames"] });
  await amara.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Poll page/ })
    .click();
  await expect(sheetOf(amara).getByText("It wants more than version 1.0.0 of Poll page, which you have.")).toBeVisible();
  await expect(sheetOf(amara).getByText("New:")).toHaveCount(1);
  await sheetOf(amara).getByRole("button", { name: "Cancel" }).click();
  await expect(amara.page.locator('iframe[title="Poll page"]')).toHaveCount(0);

  await press(amara.page, "Open the widgets");
  await amara.page.getByRole("button", { name: "Forget Poll page" }).click();
  await expect(amara.page.getByRole("dialog").getByText("Poll page")).toHaveCount(0);
});

test("a page that is not what it announced gets nothing", async ({ guest, server, roomName }) => {
  await using pages = await openLocalPages();
  await using others = await openLocalPages();
  const amara = await guest(people.amara);
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  // Who does not develop widgets loads nothing of this machine.
  announce(pages, {});
  await lookAtAddress(amara, `${pages.origin}/tfx-widget.json`);
  await expect(amara.page.getByText("Widgets from this computer need the setting", { exact: false })).toBeVisible();
  await amara.page.keyboard.press("Escape");
  await becomeDeveloper(amara);
  // A manifest that speaks for a page of somebody else.
  announce(pages, { entry: `${others.origin}/` });
  await lookAtAddress(amara, `${pages.origin}/tfx-widget.json`);
  await expect(amara.page.getByText(/^This page cannot be used/)).toBeVisible();
  await amara.page.keyboard.press("Escape");
  // A page that leads elsewhere, where a hello is said; and a frame within a page that says one in its place.
  const hello = `parent.postMessage({ tfx: "hello", versions: [1] }, "*"); top.postMessage({ tfx: "hello", versions: [1] }, "*"); fetch("/said")`;
  const listen = `onmessage = ({ ports }) => ports.length > 0 && fetch("/got-a-port")`;
  const liar = `<!doctype html><script>${listen}; ${hello}</script>`;
  others.put("/", { body: liar });
  pages.put("/inner", { body: liar });
  const lies = { redirect: { location: `${others.origin}/` }, nested: { body: `<!doctype html><iframe src="/inner"></iframe>` } };
  for (const [name, lie] of Object.entries(lies)) {
    pages.put("/", lie);
    announce(pages, { id: `org.example.${name}`, name });
    await lookAtAddress(amara, `${pages.origin}/tfx-widget.json`);
    await sayYes(amara);
    await expect(amara.page.getByText(`${name} does not answer`)).toBeVisible();
  }
  expect(others.asked).toContain("/said");
  expect(pages.asked).toContain("/said");
  expect([...pages.asked, ...others.asked]).not.toContain("/got-a-port");
});

test("a bundle and a theme come from addresses, and a developer's bundle starts again when it changes", async ({
  guest,
  server,
  roomName,
}) => {
  await using pages = await openLocalPages();
  const counter = example("counter/counter.js");
  pages.put("/counter.js", { type: "text/javascript", body: counter });
  pages.put("/theme.json", { type: "application/json", body: example("theme/theme.json") });
  const amara = await guest(people.amara, { colorScheme: "light" });
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  await becomeDeveloper(amara);
  const accent = () => amara.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent"));
  const before = await accent();
  await lookAtAddress(amara, `${pages.origin}/theme.json`);
  await sayYes(amara);
  await expect.poll(accent).not.toBe(before);

  await lookAtAddress(amara, `${pages.origin}/counter.js`);
  await expect(sheetOf(amara).getByText(hashOf(counter))).toBeVisible();
  await sayYes(amara);
  const inside = framed(amara.page, "Counter").frameLocator("iframe");
  await inside.getByRole("button", { name: "Count: 0" }).click();
  pages.put("/counter.js", { type: "text/javascript", body: counter.replace("textContent = `Count: ", "textContent = `Now: ") });
  await expect(inside.getByRole("button", { name: "Now: 1" })).toBeVisible();
  // What wants more is shown first, also to a developer.
  pages.put("/counter.js", { type: "text/javascript", body: counter.replace('"media:levels"]', '"media:levels","media:frames"]') });
  await expect(sheetOf(amara).getByText("It wants more than version 1.0.0 of Counter, which you have.")).toBeVisible();
  await sheetOf(amara).getByRole("button", { name: "Cancel" }).click();
  await expect(inside.getByRole("button", { name: "Now: 1" })).toBeVisible();
});
