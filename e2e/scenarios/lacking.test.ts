import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { meanColour } from "../src/observe/observed-media.ts";
import { followLink, press, tiles, type Person } from "../src/person.ts";
import { openRecorder, saveRecording, startRecording, stopRecording, untilRecorded } from "../src/recorder.ts";
import { expectMutualCall, expectToHear, expectToSee } from "../src/see-and-hear.ts";
import { startWidget } from "../src/widgets.ts";

const negative = people.amara.colour.map((part) => 255 - part);

const distance = (one: readonly number[] | string, other: readonly number[]): number =>
  typeof one === "string" ? Infinity : Math.hypot(...other.map((part, index) => part - (one[index] ?? 0)));

const putOnNegative = async (person: Person) => {
  const panel = await startWidget(person, "Filters");
  await panel.getByRole("button", { name: "Negative", exact: true }).click();
  return panel;
};

/** Takes back the leave to use the camera, as a person does at the address bar. */
const takeCameraBack = async ({ context, page }: Person, setting: "denied" | "granted"): Promise<void> => {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send("Target.getTargetInfo");
  const browser = await context.browser()?.newBrowserCDPSession();
  const { browserContextId = "" } = targetInfo;
  await browser?.send("Browser.setPermission", {
    permission: { name: "camera" },
    setting,
    origin: new URL(page.url()).origin,
    browserContextId,
  });
};

test("a camera that is taken away during a call is said to be, and the call goes on with sound", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara, { devices: "ask" }), await guest(people.jonas)];
  await amara.context.grantPermissions(["camera", "microphone"], { origin: server.origin });
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await takeCameraBack(amara, "denied");
  await expect(amara.page.getByText(/^Your camera is blocked\. You blocked it for this page earlier\./)).toBeVisible();
  await expect(tiles(jonas.page, amara)).toHaveAccessibleName(/Camera off/);
  await expectToHear(jonas, amara);
  await expectToSee(amara, jonas);
  await takeCameraBack(amara, "granted");
  await press(amara.page, "Turn camera on");
  await expectToSee(jonas, amara);
});

test("without WebGL filters say that they cannot be used, and the picture goes out as it is", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [
    await guest(people.amara, { switches: ["--disable-gpu", "--disable-software-rasterizer"] }),
    await guest(people.jonas),
  ];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const panel = await putOnNegative(amara);
  await expect(panel.getByText(/^Your picture goes out as it is: this browser cannot change it\./)).toBeVisible();
  await expectToSee(jonas, amara);
  await expectToHear(jonas, amara);
});

test("without private files the recorder says that it cannot record, and nobody is told that it does", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await amara.page.addInitScript(() => void Reflect.deleteProperty(StorageManager.prototype, "getDirectory"));
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const panel = await openRecorder(amara);
  await panel.getByRole("button", { name: "Record", exact: true }).click();
  await expect(panel.getByRole("alert")).toHaveText("This browser cannot record here. Try a current Chrome, Edge or Firefox.");
  await expect(jonas.page.getByRole("button", { name: /REC/ })).toHaveCount(0);
  await expectToSee(jonas, amara);
});

test("a browser that cannot take tracks apart filters and records all the same", async ({ guest, server, roomName }, { outputDir }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await amara.page.addInitScript(() => {
    for (const name of ["MediaStreamTrackProcessor", "MediaStreamTrackGenerator"]) Reflect.deleteProperty(globalThis, name);
  });
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  await putOnNegative(amara);
  await expect
    .poll(async () => distance(await meanColour(tiles(jonas.page, amara)), negative), { message: "the negative", timeout: 30_000 })
    .toBeLessThan(50);

  await openRecorder(amara);
  const panel = await startRecording(amara);
  await untilRecorded(panel, 5);
  await stopRecording(panel);
  const file = await saveRecording(amara, panel.getByRole("button", { name: "Save", exact: true }).first(), outputDir);
  expect(file.errors).toBe("");
  expect(file.codecs).toEqual(["vp8", "opus"]);
  expect(file.seconds).toBeGreaterThan(3.5);
  expect(file.tone(people.jonas.toneHz, { from: 1, to: 3 })).toBeGreaterThan(0.02);
});
