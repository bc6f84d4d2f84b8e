import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import type { Character } from "../src/media/people.ts";
import { followLink, leaveButton, press, tiles } from "../src/person.ts";
import {
  heard,
  noteRecorderTimes,
  openRecorder,
  saveRecording,
  shows,
  startRecording,
  stopRecording,
  untilRecorded,
} from "../src/recorder.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";

test("a call is recorded with the others in it, while they come, go, mute and turn their camera off", async ({ guest, server, roomName }, {
  outputDir,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await noteRecorderTimes(amara.page);
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await openRecorder(amara);
  const panel = await startRecording(amara);

  // Everybody sees who records, whoever comes later too.
  await expect(jonas.page.getByRole("button", { name: /REC/ })).toContainText("Amara records this call");
  await expect(amara.page.getByRole("button", { name: /REC/ })).toContainText("You record this call");
  await untilRecorded(panel, 4);
  await panel.getByRole("button", { name: "Set a mark" }).click();
  await followLink(mei, sealed);
  await expect(mei.page.getByRole("button", { name: /REC/ })).toContainText("Amara records this call");
  await press(jonas.page, "Mute");
  await press(jonas.page, "Turn camera off");
  const [minutes = 0, seconds = 0] = (await panel.getByRole("timer").innerText()).split(":").map(Number);
  const changedAt = minutes * 60 + seconds + 3;
  await untilRecorded(panel, changedAt + 4);
  await leaveButton(jonas.page).click();
  await expect(tiles(amara.page, people.jonas)).toHaveCount(0);
  await untilRecorded(panel, changedAt + 7);
  await stopRecording(panel);
  await expect(mei.page.getByRole("button", { name: /REC/ })).toHaveCount(0);

  const file = await saveRecording(amara, panel.getByRole("button", { name: "Save", exact: true }).first(), outputDir);
  expect(file.errors).toBe("");
  expect(file.codecs).toEqual(["vp8", "opus"]);
  const times = await amara.page.evaluate(() => window.recorderTimes);
  expect(Math.abs(file.seconds - ((times?.stoppedMs ?? 0) - (times?.startedMs ?? 0)) / 1_000)).toBeLessThan(0.1);
  expect(file.chapters.map(({ title }) => title)).toEqual(["Mark 1"]);
  // Jonas is seen and heard until he mutes, then Mei.
  expect(file.tone(people.jonas.toneHz, { from: 1, to: 3 })).toBeGreaterThan(heard);
  expect(shows(file, 2, people.jonas)).toBe(true);
  expect(shows(file, 2, people.amara)).toBe(true);
  expect(shows(file, changedAt + 2, people.jonas)).toBe(false);
  expect(file.tone(people.jonas.toneHz, { from: changedAt + 1, to: changedAt + 3 })).toBeLessThan(heard / 4);
  expect(file.tone(people.mei.toneHz, { from: changedAt + 1, to: changedAt + 3 })).toBeGreaterThan(heard);
  expect(shows(file, changedAt + 2, people.mei)).toBe(true);
});

test("what was recorded when the tab died is recovered, and plays to within a second of its end", async ({ guest, server, roomName }, {
  outputDir,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await openRecorder(amara);
  const startedAt = Date.now();
  const panel = await startRecording(amara);
  await panel.getByRole("button", { name: "Set a mark" }).click();
  const begunAt = Date.now();
  await untilRecorded(panel, 5);
  const crashed = amara.page.waitForEvent("crash");
  const diedAt = Date.now();
  await amara.page.goto("chrome://crash").catch(() => undefined); // the navigation ends with the tab
  await crashed;
  // Its lamp goes out for the others when the person is gone.
  const again = { ...amara, page: await amara.context.newPage() };
  await again.page.goto(sealed);
  await again.page.getByRole("button", { name: "Look", exact: true }).click();
  const list = again.page.getByRole("dialog");
  await list.getByRole("button", { name: "Recover" }).click();
  const file = await saveRecording(again, list.getByRole("button", { name: "Save", exact: true }), outputDir);
  expect(file.errors).toBe("");
  expect(file.seconds).toBeGreaterThan((diedAt - begunAt) / 1_000 - 1);
  expect(file.seconds).toBeLessThan((Date.now() - startedAt) / 1_000);
  expect(file.chapters).toHaveLength(1);
  expect(file.tone(people.jonas.toneHz, { from: 1, to: 3 })).toBeGreaterThan(heard);
});

test("whoever asks for it is left out of the recording, and an MP4 is made at the end", async ({ guest, server, roomName }, {
  outputDir,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const panel = await openRecorder(amara);
  await panel.getByLabel("File").selectOption({ label: "MP4, made when you stop" });
  await startRecording(amara);
  await jonas.page.getByRole("button", { name: "Leave me out" }).click();
  await expect(panel.getByText("1 person asked to be left out and is not in the file.")).toBeVisible();
  const [, seconds = 0] = (await panel.getByRole("timer").innerText()).split(":").map(Number);
  await untilRecorded(panel, seconds + 5);
  await stopRecording(panel);
  const file = await saveRecording(amara, panel.getByRole("button", { name: "Save", exact: true }).first(), outputDir);
  expect(file.errors).toBe("");
  expect(file.codecs).toEqual(["h264", "opus"]);
  expect(shows(file, seconds + 3, people.jonas)).toBe(false);
  expect(shows(file, seconds + 3, people.amara)).toBe(true);
  expect(file.tone(people.jonas.toneHz, { from: seconds + 2, to: seconds + 4 })).toBeLessThan(heard / 4);
});

test("sound alone is recorded, or a file for each person", async ({ guest, server, roomName }, { outputDir }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const panel = await openRecorder(amara);
  const saves = panel.getByRole("button", { name: "Save", exact: true });
  await panel.getByLabel("What to record").selectOption({ label: "Sound only" });
  await startRecording(amara);
  await untilRecorded(panel, 4);
  await stopRecording(panel);
  const sound = await saveRecording(amara, saves.first(), outputDir);
  expect(sound.errors).toBe("");
  expect(sound.codecs).toEqual(["opus"]);
  expect(sound.tone(people.jonas.toneHz, { from: 1, to: 3 })).toBeGreaterThan(heard);

  await panel.getByLabel("What to record").selectOption({ label: "One file a person" });
  await startRecording(amara);
  await untilRecorded(panel, 4);
  await panel.getByRole("button", { name: "Stop" }).click();
  await expect(saves).toHaveCount(3);
  const files = [await saveRecording(amara, saves.nth(0), outputDir), await saveRecording(amara, saves.nth(1), outputDir)];
  expect(files.map(({ errors }) => errors)).toEqual(["", ""]);
  // Each has one voice and one face, and no two are of the same person.
  const ofPerson = ({ toneHz }: Character) => files.filter((file) => file.tone(toneHz, { from: 1, to: 3 }) > heard);
  for (const person of [people.amara, people.jonas]) {
    expect(ofPerson(person)).toHaveLength(1);
    expect(ofPerson(person).map((file) => shows(file, 2, person))).toEqual([true]);
  }
});
