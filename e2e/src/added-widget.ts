import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "@playwright/test";
import { press, type Person } from "./person.ts";

/** Text of a file beside the scenarios, such as `fixtures/loop.js`. */
export const textOf = (path: string): string => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

/** Adds a widget from a file, as a person does; `look` says what is seen on the sheet before the yes. */
export const addWidget = async (
  { page }: Person,
  text: string,
  look: (sheet: ReturnType<Page["getByRole"]>) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await press(page, "Open the widgets");
  const file = { name: "widget.js", mimeType: "text/javascript", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").setInputFiles(file);
  const sheet = page.getByRole("alertdialog");
  await look(sheet);
  await sheet.getByRole("button", { name: "Add", exact: true }).click();
};

/** SHA-256 of a text, as sheets show it. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The inside of an added widget: its page lies in the wrapper's. */
export const insideOf = (page: Page, title: string): FrameLocator => page.frameLocator(`iframe[title="${title}"]`).frameLocator("iframe");
