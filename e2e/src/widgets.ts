import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { press, type Person } from "./person.ts";

/** Text of a file beside the scenarios, such as `fixtures/loop.js`. */
export const textOf = (path: string): string => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

/** SHA-256 of a text, as sheets show it. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Says in the settings that the person writes widgets. */
export const becomeDeveloper = async ({ page }: Person): Promise<void> => {
  await press(page, "More");
  await page.getByRole("menuitem", { name: /^Settings/ }).click();
  const setting = page.getByRole("switch", { name: "I write widgets" });
  await setting.click();
  await expect(setting).toBeChecked();
  await page.keyboard.press("Escape");
};

/** Looks at what lies at an address, as a person does in the widgets; the sheet, or the problem, follows. */
export const lookAtAddress = async ({ page }: Person, address: string): Promise<void> => {
  await press(page, "Open the widgets");
  await page.getByRole("button", { name: "Add a widget…" }).click();
  await page.getByLabel("Or its address").fill(address);
  await page.getByRole("button", { name: "Look", exact: true }).click();
};

/** The sheet before a yes. */
export const sheetOf = ({ page }: Person): Locator => page.getByRole("alertdialog");

/** Says yes to the sheet. */
export const sayYes = (person: Person): Promise<void> => sheetOf(person).getByRole("button", { name: "Add", exact: true }).click();

/** Adds a widget from a file, as a person does; `look` says what is seen on the sheet before the yes. */
export const addWidget = async (
  { page }: Person,
  text: string,
  look: (sheet: Locator) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await press(page, "Open the widgets");
  const file = { name: "widget.js", mimeType: "text/javascript", buffer: Buffer.from(text) };
  // The chat takes files as well.
  await page.getByRole("dialog").locator("input[type=file]").setInputFiles(file);
  const sheet = page.getByRole("alertdialog");
  await look(sheet);
  await sheet.getByRole("button", { name: "Add", exact: true }).click();
};

/** Opens the cards about widgets of others, which fold by themselves; they stay open under the pointer. */
export const unfold = async (cards: Locator): Promise<void> => {
  const line = cards.getByRole("button", { name: /^Others use/ });
  await line.hover();
  if ((await line.getAttribute("aria-expanded")) === "false") await line.click();
  await expect(line).toHaveAttribute("aria-expanded", "true");
};

/** Opens the tray of the widgets. */
export const openTray = async ({ page }: Person): Promise<Locator> => {
  await press(page, "Open the widgets");
  return page.getByRole("dialog");
};

/** Starts a widget from the tray, found by its name; answers its panel. */
export const startWidget = async (person: Person, name: string): Promise<Locator> => {
  const tray = await openTray(person);
  await tray.getByLabel("Find a widget").fill(name);
  await tray.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  return person.page.getByRole("tabpanel", { name });
};

/** Stops a widget in the tray. */
export const stopWidget = async (person: Person, name: string): Promise<void> => {
  const button = (await openTray(person)).getByRole("button", { name: `Stop ${name}` });
  await button.click();
  await expect(button).toBeHidden();
  await person.page.keyboard.press("Escape");
};

/** Opens what each running widget may do, in the tray. */
export const openGrants = async (tray: Locator): Promise<void> => {
  const lines = tray.locator("details > summary");
  await expect(lines.first()).toBeVisible();
  for (const line of await lines.all()) await line.click();
};

/** The inside of a widget: its page lies in the wrapper's. */
export const inside = (page: Page, title: string): FrameLocator => page.frameLocator(`iframe[title="${title}"]`).frameLocator("iframe");
