import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, openPeople } from "../src/person.ts";
import { startWidget } from "../src/widgets.ts";

test("the connection widget tells how pictures and sound travel", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await startWidget(amara, "Connection");
  const panel = amara.page.getByRole("tabpanel", { name: "Connection" });
  await expect(panel.getByText("Jonas").first()).toBeVisible();
  await expect(panel.getByText(/^Direct/)).toBeVisible();
  await expect(panel.getByText(/^\d+ ms$/).first()).toBeVisible();
  // What one person measures starts for nobody else.
  await expect(jonas.page.getByRole("tab", { name: "Connection" })).toHaveCount(0);
});

test("a card by which somebody introduces themselves is seen by the others", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await startWidget(amara, "Introduction");
  const mine = amara.page.getByRole("tabpanel", { name: "Introduction" });
  await mine.getByRole("button", { name: "Write your card" }).click();
  await mine.getByLabel(/pronouns/i).fill("she/her");
  await mine
    .getByRole("button", { name: /share|show|save/i })
    .first()
    .click();
  await expect(mine.getByText("she/her")).toBeVisible();
  // Ours run for everybody as soon as one starts them: Jonas has only to look.
  await openPeople(jonas.page);
  await jonas.page.getByRole("tab", { name: "Introduction" }).click();
  await expect(jonas.page.getByRole("tabpanel", { name: "Introduction" }).getByText("she/her")).toBeVisible();
});
