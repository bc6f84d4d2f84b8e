import type { Locator } from "@playwright/test";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, participantOf, press, tiles } from "../src/person.ts";
import { addWidget, inside, textOf, unfold } from "../src/widgets.ts";

const board = textOf("fixtures/board.js");
const isBoard = async (sheet: Locator) => expect(sheet.getByRole("heading")).toContainText("Board");

test("a widget goes from panel to stage, over the tiles and back without losing anything, by button and palette", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await addWidget(amara, board, isBoard);
  const { page } = amara;
  const mine = inside(page, "Board");
  await expect(page.getByRole("tabpanel", { name: "Board" })).toBeVisible();
  await mine.getByLabel("Note").fill("kept");
  await expect(mine.getByText("Seen on: panel. Typed: 1")).toBeVisible();

  const choose = async (command: string): Promise<void> => {
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox").fill(command);
    await page.getByRole("option", { name: command }).click();
  };
  await page.getByRole("button", { name: "Show Board large" }).click();
  await expect(mine.getByText("Seen on: stage. Typed: 1")).toBeVisible();
  const stage = page.getByRole("article", { name: "Board, large" });
  const strip = tiles(page, people.jonas);
  await expect.poll(async () => ((await stage.boundingBox())?.width ?? 0) > 3 * ((await strip.boundingBox())?.width ?? 0)).toBe(true);

  await choose("Board: Draw over people");
  await expect(stage).toHaveCount(0);
  const box = mine.locator(`[data-of="${await participantOf(page, people.jonas)}"]`);
  const offBy = async (): Promise<number> => {
    const [over, tile] = [await box.boundingBox(), await strip.boundingBox()];
    if (over === null || tile === null) return Infinity;
    return Math.max(Math.abs(over.x - tile.x), Math.abs(over.y - tile.y), Math.abs(over.width - tile.width));
  };
  await expect.poll(offBy).toBeLessThan(1.5);
  // What is pressed goes through to the tile below.
  await strip.dblclick();
  await expect.poll(offBy).toBeLessThan(1.5);
  await strip.hover();
  await strip.getByRole("button", { name: "More about Jonas" }).click();
  await expect(page.getByRole("menuitem", { name: "Show with the others" })).toBeVisible();
  await page.keyboard.press("Escape");

  await choose("Board: Show large");
  await expect(mine.getByText("Seen on: stage. Typed: 1")).toBeVisible();
  await page.getByRole("button", { name: "Show Board in the panel" }).click();
  await expect(mine.getByText("Seen on: panel. Typed: 1")).toBeVisible();
  await expect(mine.getByLabel("Note")).toHaveValue("kept");

  // Its button in the bar hides and shows it, its key runs a command.
  await press(page, "Board");
  await expect(page.getByRole("tabpanel")).toHaveCount(0);
  await page.keyboard.press("n");
  await press(page, "Board");
  await expect(mine.getByText("Marks: 1. Seen on: panel. Typed: 1")).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText("Board: Add a mark")).toBeVisible();
});

test("what others use is seen on small cards, and closing it for oneself closes it for nobody else", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await addWidget(amara, board, isBoard);
  const cards = jonas.page.getByRole("region", { name: "Started by others" });
  await expect(cards.getByText("Amara started Board")).toBeVisible();
  await cards.getByRole("button", { name: "Not now" }).click();
  await expect(cards.getByText("Amara started Board")).toHaveCount(0);
  // Its commands are there once it runs.
  await expect(inside(amara.page, "Board").getByText("Marks: 0")).toBeVisible();
  await amara.page.getByRole("main").focus();
  await amara.page.keyboard.press("n");
  // Nothing is unanswered: a line is left, which opens.
  await expect(cards.getByText("Marks: 1")).toHaveCount(0);
  await unfold(cards);
  await expect(cards.getByText("Marks: 1")).toBeVisible();

  await cards.getByRole("button", { name: "Get it from Amara" }).click();
  await jonas.page.getByRole("alertdialog").getByRole("button", { name: "Add", exact: true }).click();
  const his = inside(jonas.page, "Board");
  await expect(his.getByText("Marks: 1. Seen on: panel")).toBeVisible();

  // It is for the host to end; Jonas, who is none, leaves it alone.
  await jonas.page.getByRole("button", { name: /^What Board does/ }).click();
  await jonas.page.getByRole("button", { name: "Stop Board" }).click();
  await expect(jonas.page.locator('iframe[title="Board"]')).toHaveCount(0);
  await unfold(cards);
  await expect(cards.getByText("Marks: 1")).toBeVisible();
  await expect(inside(amara.page, "Board").getByText("Marks: 1. Seen on: panel")).toBeVisible();
});

test("a reload brings widgets back to where they were, and settings list what they were allowed", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const amara = await guest(people.amara);
  await followLink(amara, sealed);
  await addWidget(amara, board, isBoard);
  const { page } = amara;
  await expect(inside(page, "Board").getByText("Seen on: panel")).toBeVisible();
  const panel = page.getByRole("complementary", { name: "People and widgets" });
  await page.getByRole("separator", { name: "Width of the panel" }).focus();
  await page.keyboard.press("ArrowLeft");
  const width = async () => Math.round((await panel.boundingBox())?.width ?? 0);
  await expect.poll(width).toBe(384);
  await page.reload();
  await expect(inside(page, "Board").getByText("Seen on: panel")).toBeVisible();
  expect(await width()).toBe(384);
  await page.getByRole("button", { name: "Show Board large" }).click();
  await expect(inside(page, "Board").getByText("Seen on: stage")).toBeVisible();
  await page.reload();
  await expect(inside(page, "Board").getByText("Seen on: stage")).toBeVisible();

  await page.keyboard.press("Control+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByLabel("Search settings").fill("how loud");
  await expect(settings.getByText("It can see how loud people speak, in every call.", { exact: true })).toBeVisible();
  await settings.getByRole("button", { name: /^Take back/ }).click();
  await expect(settings.getByText("It can see how loud people speak")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "What Board does: Uses nothing of yours right now" }).waitFor();
});
