import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { watchRecorder } from "./observe/watch-recorder.ts";
import { openMediaFile, type MediaFile } from "./observe/media-file.ts";
import type { Character } from "./media/people.ts";
import type { Person } from "./person.ts";
import { startWidget } from "./widgets.ts";

/** Notes the times of the recordings of a page. */
export const noteRecorderTimes = (page: Page) => page.addInitScript(watchRecorder);

/** The recorder beside the call of somebody. */
const recorderOf = ({ page }: Person): Locator => page.getByRole("tabpanel", { name: "Recording" });

/** Opens the recorder from the tray. */
export const openRecorder = async (person: Person): Promise<Locator> => {
  const panel = await startWidget(person, "Recording");
  await expect(panel.getByRole("button", { name: "Record", exact: true })).toBeVisible();
  return panel;
};

/** Presses Record and says yes. */
export const startRecording = async (person: Person): Promise<Locator> => {
  const panel = recorderOf(person);
  await panel.getByRole("button", { name: "Record", exact: true }).click();
  await person.page.getByRole("alertdialog").getByRole("button", { name: "Allow", exact: true }).click();
  await expect(panel.getByRole("timer")).toBeVisible();
  return panel;
};

/** Waits until so many seconds are recorded. */
export const untilRecorded = (panel: Locator, seconds: number): Promise<void> =>
  expect
    .poll(
      async () => {
        const [minutes = 0, rest = 0] = (await panel.getByRole("timer").innerText()).split(":").map(Number);
        return minutes * 60 + rest;
      },
      { timeout: (seconds + 20) * 1_000 },
    )
    .toBeGreaterThanOrEqual(seconds);

/** Stops, and waits until the file is finished. */
export const stopRecording = async (panel: Locator): Promise<void> => {
  await panel.getByRole("button", { name: "Stop" }).click();
  await expect(panel.getByRole("button", { name: "Save", exact: true }).first()).toBeVisible();
};

/** Saves a file of the list, the newest recording's first by default, and opens it. */
export const saveRecording = async ({ page }: Person, button: Locator, folder: string): Promise<MediaFile> => {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return openMediaFile(path);
};

/** How strong a tone is at least that is heard: far enough from silence, and from the other tones. */
export const heard = 0.02;
const points = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => [0.25, 0.4, 0.6, 0.75].map((y) => ({ x, y })));

/** Whether a colour is somewhere in the picture of a moment. */
export const shows = (file: MediaFile, seconds: number, { colour }: Character): boolean =>
  points.some((point) => file.colour(seconds, point).every((value, index) => Math.abs(value - (colour[index] ?? 0)) < 50));
