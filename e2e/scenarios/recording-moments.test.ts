import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, participantOf, press, type Person } from "../src/person.ts";
import { heard, openRecorder, saveRecording, shows, startRecording, stopRecording, untilRecorded } from "../src/recorder.ts";
import { endWorker, holdWorker } from "../src/worker-hand.ts";
import { expectMutualCall, expectToSee } from "../src/see-and-hear.ts";
import { whoIsHeard } from "../src/observe/observed-media.ts";

/** Lets the page keep no more than what is there and so many bytes. */
const leaveRoom = async ({ context, page }: Person, bytes: number): Promise<void> => {
  const session = await context.newCDPSession(page);
  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: used + bytes });
};

test("nothing of a pause is in the file, and what comes after it follows at once", async ({ guest, server, roomName }, { outputDir }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await press(jonas.page, "Mute");
  const heardOfJonas = async (): Promise<string> => whoIsHeard(amara.page, await participantOf(amara.page, people.jonas));
  await expect.poll(heardOfJonas).not.toBe("Jonas");
  await openRecorder(amara);
  const panel = await startRecording(amara);
  await untilRecorded(panel, 3);
  await panel.getByRole("button", { name: "Pause" }).click();
  await expect(panel.getByText("Paused")).toBeVisible();
  const lampOfJonas = jonas.page.getByRole("button", { name: /records this call|paused the recording/ });
  await expect(lampOfJonas).toContainText("Paused");
  await expect(lampOfJonas).toContainText("Amara paused the recording");
  // Jonas speaks while nothing is recorded.
  await press(jonas.page, "Unmute");
  await expect.poll(heardOfJonas).toBe("Jonas");
  // By now the clock shows the second of the pause: it is written twice a second.
  const pausedAt = await panel.getByRole("timer").innerText();
  await press(jonas.page, "Mute");
  await expect.poll(heardOfJonas).not.toBe("Jonas");
  expect(await panel.getByRole("timer").innerText()).toBe(pausedAt);
  await panel.getByRole("button", { name: "Go on" }).click();
  await expect(lampOfJonas).toContainText("REC");
  await expect(lampOfJonas).toContainText("Amara records this call");
  await untilRecorded(panel, 6);
  await stopRecording(panel);

  const file = await saveRecording(amara, panel.getByRole("button", { name: "Save", exact: true }).first(), outputDir);
  expect(file.errors).toBe("");
  // The clock shows whole seconds, twice a second.
  expect(file.seconds).toBeGreaterThan(5.9);
  expect(file.seconds).toBeLessThan(8);
  expect(file.tone(people.jonas.toneHz, { from: 0, to: file.seconds })).toBeLessThan(heard / 4);
  for (const [from, to] of [
    [1, 2.5],
    [4, 5.5],
  ] as const)
    expect(file.tone(people.amara.toneHz, { from, to })).toBeGreaterThan(heard);
  for (const second of [1, 5]) expect(shows(file, second, people.jonas)).toBe(true);
});

test("a recording whose picture is drawn no more ends by itself, says so, and plays", async ({ guest, server, roomName }, {
  outputDir,
}) => {
  const amara = await guest(people.amara);
  await holdWorker(amara.page, "compose");
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  await openRecorder(amara);
  const panel = await startRecording(amara);
  await untilRecorded(panel, 3);
  await endWorker(amara.page);
  await expect(panel.getByText("Recording stopped by itself. What was recorded until then is kept.")).toBeVisible({ timeout: 30_000 });
  const file = await saveRecording(amara, panel.getByRole("button", { name: "Save", exact: true }).first(), outputDir);
  expect(file.errors).toBe("");
  expect(file.seconds).toBeGreaterThan(3);
  expect(shows(file, 1, people.amara)).toBe(true);
});

test("a moment of a recording becomes a GIF", async ({ guest, server, roomName }, { outputDir }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await openRecorder(amara);
  const panel = await startRecording(amara);
  await untilRecorded(panel, 1);
  const gif = await saveRecording(amara, panel.getByRole("button", { name: "Make a GIF" }), outputDir);
  expect(gif.codecs).toEqual(["gif"]);
  expect(gif.errors).toBe("");
  expect(Math.abs(gif.seconds - 4)).toBeLessThan(0.3);
  for (const person of [people.amara, people.jonas]) expect(shows(gif, 2, person)).toBe(true);
  // The recording has gone on meanwhile.
  await stopRecording(panel);
});

test("where the disk is full, what was recorded until then is kept and plays, and the call goes on", async ({ guest, server, roomName }, {
  outputDir,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const camera = { width: 640, height: 360, fps: 15, busy: true };
  const [amara, jonas] = [await guest(people.amara, { storesOnDisk: true }), await guest(people.jonas, { camera })];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await openRecorder(amara);
  const panel = await startRecording(amara);
  await untilRecorded(panel, 3);
  await leaveRoom(amara, 500_000);
  await expect(panel.getByRole("alert")).toHaveText("This device has no room left. What was recorded until now is kept.", {
    timeout: 40_000,
  });
  await expect(jonas.page.getByRole("button", { name: /REC/ })).toHaveCount(0);
  await expectToSee(amara, jonas);

  const file = await saveRecording(amara, panel.getByRole("button", { name: "Save as it is" }), outputDir);
  expect(file.codecs).toEqual(["vp8", "opus"]);
  expect(file.tone(people.jonas.toneHz, { from: 1, to: 3 })).toBeGreaterThan(heard);
  expect(shows(file, 2, people.jonas)).toBe(true);
  // With room again, it is finished like any other.
  await leaveRoom(amara, 200_000_000);
  await panel.getByRole("button", { name: "Recover" }).click();
  const finished = await saveRecording(amara, panel.getByRole("button", { name: "Save", exact: true }), outputDir);
  expect(finished.errors).toBe("");
  expect(finished.seconds).toBeGreaterThan(3);
});
