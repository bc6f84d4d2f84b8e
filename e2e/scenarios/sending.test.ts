import { connectionFacts } from "../src/browser/connection-spy.ts";
import { sharedPageTitle } from "../src/browser/chromium-flags.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { meanColour } from "../src/observe/observed-media.ts";
import { followLink, press, tiles, type Person } from "../src/person.ts";
import { expectMutualCall, expectToHear, expectToSee } from "../src/see-and-hear.ts";

/** Bytes that a microphone's and a camera's packets have carried so far, over all links. */
const bytesSent = async ({ page }: Person): Promise<{ audio: number; video: number }> => {
  const facts = await connectionFacts(page);
  return {
    audio: facts.reduce((sum, fact) => sum + fact.audioBytesSent, 0),
    video: facts.reduce((sum, fact) => sum + fact.videoBytesSent, 0),
  };
};

/** Waits until a second passes in which nothing more of the kind is sent. */
const expectSilence = async (person: Person, kind: "audio" | "video"): Promise<void> => {
  let last = -1;
  const grown = async (): Promise<number> => {
    const now = (await bytesSent(person))[kind];
    const difference = now - last;
    last = now;
    return difference;
  };
  await expect.poll(grown, { message: `${person.name} sends no ${kind}`, intervals: [1_000] }).toBe(0);
};

test("mute stops sending and shows on the other side; unmute is heard again", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);

  await press(jonas.page, "Mute");
  await expect(tiles(amara.page, people.jonas).getByText("Microphone off")).toHaveCount(1);
  await expectSilence(jonas, "audio");

  await press(jonas.page, "Unmute");
  await expect(tiles(amara.page, people.jonas).getByText("Microphone off")).toHaveCount(0);
  await expectToHear(amara, people.jonas);
});

test("a camera that is turned off sends nothing and shows as off; turned on it is seen again", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);

  await press(jonas.page, "Turn camera off");
  await expect(tiles(amara.page, people.jonas)).toHaveAccessibleName(/Camera off/);
  await expectSilence(jonas, "video");

  await press(jonas.page, "Turn camera on");
  await expectToSee(amara, people.jonas);
});

test("a shared tab arrives beside the camera as a second picture, and goes when sharing stops", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  const shared = await jonas.context.newPage();
  await shared.setContent(`<title>${sharedPageTitle}</title><body style="margin:0;background:rgb(230,90,230)"><h1>Plans</h1>`);
  await jonas.page.bringToFront();
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);

  await press(jonas.page, "Share your screen");
  const magenta = async (): Promise<number> => {
    const seen = await meanColour(tiles(amara.page, people.jonas, "screen"));
    return typeof seen === "string"
      ? Number.POSITIVE_INFINITY
      : Math.hypot((seen[0] ?? 0) - 230, (seen[1] ?? 0) - 90, (seen[2] ?? 0) - 230);
  };
  await expect.poll(magenta, { message: "Amara sees the shared page", timeout: 30_000 }).toBeLessThan(60);
  await expectToSee(amara, people.jonas);

  await press(jonas.page, "Stop sharing");
  await expect(tiles(amara.page, people.jonas, "screen")).toHaveCount(0);
});
