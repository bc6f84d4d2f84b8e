import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { colourVideo, type VideoShape } from "../media/colour-video.ts";
import type { Character } from "../media/people.ts";
import { photoVideo, type PhotoShape } from "../media/photo-video.ts";
import { toneAudio } from "../media/tone-audio.ts";

/** Title of a page that a screen share picks by itself. */
export const sharedPageTitle = "The shared page";

/** How a browser meets the world. */
export interface BrowserWish {
  /** Size and rate of the camera's picture. */
  readonly camera?: VideoShape;
  /** A photo that the camera shows instead of the character's colour. */
  readonly photo?: PhotoShape;
  /** `ask`: nobody answers the browser's question for camera and microphone, as when a person says no. */
  readonly devices?: "allow" | "ask";
  /** Further arguments, such as those that take something away from the browser. */
  readonly switches?: readonly string[];
}

const defaultCamera: VideoShape = { width: 320, height: 240, fps: 15 };

/** Arguments of a Chromium whose camera shows the character's colour and whose microphone hears its tone. */
export const chromiumFlags = (character: Character, folder: string, wish: BrowserWish = {}): string[] => {
  const media = mkdtempSync(join(folder, `${character.name}-media-`));
  const [video, audio] = [join(media, "camera.y4m"), join(media, "microphone.wav")];
  writeFileSync(video, wish.photo === undefined ? colourVideo(character.colour, wish.camera ?? defaultCamera) : photoVideo(wish.photo));
  writeFileSync(audio, toneAudio(character.toneHz));
  return [
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${video}`,
    `--use-file-for-fake-audio-capture=${audio}`,
    ...(wish.devices === "ask" ? [] : ["--auto-accept-camera-and-microphone-capture"]),
    `--auto-select-tab-capture-source-by-title=${sharedPageTitle}`,
    // A machine without a network has 127.0.0.1 alone.
    "--allow-loopback-in-peer-connection",
    // Several browsers at a time are behind each other; all of them are looked at.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    // On a machine that has too much to do a slow frame is no hanging GPU process, for which the browser would end it.
    "--disable-gpu-watchdog",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    ...(wish.switches ?? []),
  ];
};
