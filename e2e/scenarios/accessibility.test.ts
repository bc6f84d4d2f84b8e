import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { seriousFindings } from "../src/observe/serious-findings.ts";
import { followLink, openPeople, press, tiles } from "../src/person.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on the web page's start, lobby and call (${colorScheme})`, async ({ guest, server, roomName }) => {
    const { sealed } = inviteTo(server.origin, roomName);
    const [amara, jonas] = [await guest(people.amara, { colorScheme }), await guest(people.jonas)];
    await amara.page.goto(server.origin);
    await expect(amara.page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await seriousFindings(amara.page)).toEqual([]);
    await amara.page.goto(sealed);
    await expect(amara.page.getByText("Ready to join?")).toBeVisible();
    expect(await seriousFindings(amara.page)).toEqual([]);
    await followLink(jonas, sealed);
    await followLink(amara, sealed);
    await expect(tiles(amara.page, people.jonas)).toHaveCount(1);
    expect(await seriousFindings(amara.page)).toEqual([]);
    await openPeople(amara.page);
    expect(await seriousFindings(amara.page)).toEqual([]);
    for (const name of ["Chat", "Connection", "Introduction", "Filters"]) {
      await press(amara.page, "Open the widgets");
      const tray = amara.page.getByRole("dialog");
      await expect(tray.getByLabel("Find a widget")).toBeVisible();
      expect(await seriousFindings(amara.page), `the tray before ${name}`).toEqual([]);
      await tray.getByRole("button", { name: new RegExp(`^${name}`) }).click();
      await expect(amara.page.getByRole("tabpanel", { name })).toBeVisible();
      expect(await seriousFindings(amara.page), name).toEqual([]);
    }
  });
}

test("axe finds nothing serious on the extension's popup, start and settings, light and dark", async ({ extensionPerson }) => {
  const { page, extensionId } = await extensionPerson(people.amara);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const name of ["popup", "start", "options"]) {
      await page.goto(`chrome-extension://${extensionId}/${name}.html`);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      expect(await seriousFindings(page), `${name}, ${colorScheme}`).toEqual([]);
    }
  }
});
