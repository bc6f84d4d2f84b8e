import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink } from "../src/person.ts";
import { addWidget, inside, textOf } from "../src/widgets.ts";

test("F6, and Escape where nobody types, lead out of a widget's frame, and the call's keys work again", async ({
  guest,
  server,
  roomName,
}) => {
  const amara = await guest(people.amara);
  const { page } = amara;
  const complaints: string[] = [];
  page.on("console", (line) => void (/Content-Security-Policy|Origin-Agent-Cluster/i.test(line.text()) && complaints.push(line.text())));
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  await addWidget(amara, textOf("fixtures/keys.js"));
  const call = page.getByRole("main");
  const widget = inside(page, "Keys");
  const field = widget.getByLabel("Mine");
  await field.click();
  await expect(page.getByText("Keys go to Keys now.", { exact: false })).toBeVisible();
  await page.keyboard.type("w");
  await page.keyboard.press("Escape");
  await page.keyboard.type("x");
  await expect(field).toHaveValue("wx");
  await page.keyboard.press("F6");
  await expect(call).toBeFocused();
  await expect(page.getByText("Back in the call", { exact: false })).toBeVisible();

  await widget.getByRole("button", { name: "Press" }).click();
  await expect(call).not.toBeFocused();
  await page.keyboard.press("Escape");
  await expect(call).toBeFocused();
  const help = page.getByRole("dialog");
  // Keys rest for a moment after the way back.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(help).toContainText("F6 brings you back", { timeout: 700 });
  }).toPass();
  expect(complaints).toEqual([]);
});
