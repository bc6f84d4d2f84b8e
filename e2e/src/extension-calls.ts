import { expect, type ExtensionPerson } from "./fixtures.ts";
import type { Person } from "./person.ts";

const popupOf = ({ extensionId }: ExtensionPerson): string => `chrome-extension://${extensionId}/popup.html`;

/** Names the server of the scenario in the extension's settings, as its person would. */
export const useServer = async ({ page, extensionId }: ExtensionPerson, origin: string): Promise<void> => {
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await page.getByLabel("Server for new calls").fill(origin);
  await page.getByRole("button", { name: "Check and use" }).click();
  await expect(page.getByText("This server is used for new calls now.")).toBeVisible();
};

/** Starts a call from the popup; resolves to the person in its call tab, and the copied link. */
export const startCall = async (person: ExtensionPerson): Promise<{ caller: Person; link: string }> => {
  const { context, page } = person;
  await page.goto(popupOf(person));
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: "Start a call" }).click();
  const call = await opened;
  await page.bringToFront();
  const field = page.getByLabel("Link or room name");
  await field.focus();
  await page.keyboard.press("Control+V");
  const link = await field.inputValue();
  await call.bringToFront();
  return { caller: { ...person, page: call }, link };
};

/** Joins by the link that was pasted into the popup, saying yes to its server. */
export const joinByPopup = async (person: ExtensionPerson, link: string): Promise<Person> => {
  const { context, page } = person;
  await page.goto(popupOf(person));
  await page.getByLabel("Link or room name").fill(link);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: /^Join on / }).click();
  const call = await opened;
  await call.bringToFront();
  return { ...person, page: call };
};
