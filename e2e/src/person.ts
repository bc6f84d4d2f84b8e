import type { BrowserContext, Locator, Page } from "@playwright/test";
import type { Character } from "./media/people.ts";

/** A character in front of a page. */
export interface Person extends Character {
  readonly context: BrowserContext;
  /** The page that the person looks at. */
  readonly page: Page;
}

/** Types the name in the lobby, waits for the own picture and joins. */
export const joinCall = async ({ page, name }: Person): Promise<void> => {
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await insideCall(page);
};

/** Waits until the call itself shows. */
export const insideCall = (page: Page): Promise<void> => leaveButton(page).waitFor();

/** Leaves the call; its name may end with a key. Where a recording is made, another button leaves only that. */
export const leaveButton = (page: Page): Locator => page.getByRole("button", { name: /^Leave(?! me out)/ });

/** Follows a link as a guest and joins. */
export const followLink = async (person: Person, link: string): Promise<void> => {
  await person.page.goto(link);
  await joinCall(person);
};

/** Tiles of others; with a name, that person's alone. */
export const tiles = (page: Page, of?: Character, source: "camera" | "screen" = "camera"): Locator => {
  const all = page.locator(`[data-participant][data-source="${source}"]:not([data-self])`);
  return of === undefined ? all : all.filter({ hasText: of.name });
};

/** The participant id under which a page knows a person. */
export const participantOf = async (page: Page, person: Character): Promise<string> =>
  (await tiles(page, person).first().getAttribute("data-participant")) ?? "";

/** Moves the mouse, as a person does before a click: controls that nobody needs fade away. */
const wake = async ({ mouse }: Page): Promise<void> => {
  await mouse.move(500, 300);
  await mouse.move(520, 320);
};

/** Presses a button of the bar below the stage. */
export const press = async (page: Page, name: string): Promise<void> => {
  await wake(page);
  // What the button does stands first; the key follows where one is set.
  await page
    .getByRole("toolbar")
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
};

/** Opens the list of people. */
export const openPeople = async (page: Page): Promise<void> => {
  await wake(page);
  await page.getByRole("button", { name: /people in the call|person in the call/ }).click();
};
