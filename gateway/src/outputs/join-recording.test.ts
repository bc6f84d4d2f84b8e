import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptyWindow, openSegment } from "../protocols/hls/live-window.ts";
import { joinRecording } from "./join-recording.ts";

it("leaves no half of a file when there is no room for the whole", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tfx-join-"));
  const ffmpeg = join(folder, "ffmpeg");
  // What it does on a full disk: it begins, complains, and ends.
  await writeFile(ffmpeg, '#!/bin/sh\nfor last; do :; done\necho half > "$last"\necho "No space left on device" >&2\nexit 1\n');
  await chmod(ffmpeg, 0o755);
  for (const name of ["i0.mp4", "s0.m4s"]) await writeFile(join(folder, name), Buffer.alloc(1_000_000));
  const window = openSegment(emptyWindow, { startsAtMs: 0, map: "i0.mp4", isDiscontinuous: false });
  await expect(joinRecording(folder, window, { ffmpeg })).rejects.toThrow("No space left");
  expect((await readdir(folder)).toSorted()).toEqual(["ffmpeg", "i0.mp4", "s0.m4s"]);
  await rm(folder, { recursive: true });
});
