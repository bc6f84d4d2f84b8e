import { signal } from "@preact/signals";
import { afterEach, expect, it, vi } from "vitest";
import { openDirect } from "./open-direct.ts";

/** A stream as far as it is looked at. */
class PlainStream {
  readonly #tracks: MediaStreamTrack[];
  constructor(tracks: MediaStreamTrack[] = []) {
    this.#tracks = tracks;
  }
  getTracks = () => this.#tracks;
  addTrack = (track: MediaStreamTrack) => void this.#tracks.push(track);
}
afterEach(() => vi.unstubAllGlobals());

it("leaves the element to whatever is wanted by the time that something arrives", async () => {
  vi.stubGlobal("MediaStream", PlainStream);
  const track = Object.assign(new EventTarget(), { muted: true });
  const stream = new PlainStream([track as object as MediaStreamTrack]) as object as MediaStream;
  const video = { srcObject: null } as object as HTMLVideoElement;
  const end = new AbortController();
  const opening = openDirect(video, {
    endpoint: "https://live.example/whep/film",
    token: undefined,
    isSoundOnly: false,
    isLive: () => true,
    signal: end.signal,
    connect: async () => ({
      kind: "playing",
      session: { stream, state: signal("playing" as const), figures: signal(undefined), close: () => undefined },
    }),
  });
  await Promise.resolve();
  end.abort();
  const rejected = expect(opening).rejects.toThrow();
  await Promise.resolve();
  track.dispatchEvent(new Event("unmute"));
  await rejected;
  expect(video.srcObject).toBeNull();
});
