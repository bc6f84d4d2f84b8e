import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { watchRecorder } from "./observe/watch-recorder.ts";
import { openMediaFile, type MediaFile } from "./observe/media-file.ts";
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
