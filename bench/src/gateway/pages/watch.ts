import { keepUp } from "@tfx/core/watch";
import Player from "hls.js";
import type { PageControl } from "../control.ts";
import { ageOf, strip } from "../time-code.ts";

const createVideo = (): HTMLVideoElement => {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, autoplay: true, playsInline: true });
  document.body.append(video);
  return video;
};

/** Notes the ages of the pictures that a video shows; answers those since the last question. */
const noteAges = (video: HTMLVideoElement): (() => readonly number[]) => {
  const canvas = new OffscreenCanvas(strip.columns, strip.rows);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser has no canvas");
  const height = strip.rows * strip.cell;
  let ages: number[] = [];
  const read = (): void => {
    context.drawImage(video, 0, video.videoHeight - height, video.videoWidth, height, 0, 0, strip.columns, strip.rows);
    const { data } = context.getImageData(0, 0, strip.columns, strip.rows);
    const brightness = Array.from({ length: strip.columns * strip.rows }, (_, index) => data[index * 4 + 1] ?? 0);
    const age = ageOf(brightness, Date.now());
    if (age !== undefined) ages.push(age);
    video.requestVideoFrameCallback(read);
  };
  video.requestVideoFrameCallback(read);
  return () => {
    const taken = ages;
    ages = [];
    return taken;
  };
};

/** Ages of the pictures that a video shows, for a while from its first one on. */
const agesOf = async (video: HTMLVideoElement, seconds: number): Promise<readonly number[]> => {
  const take = noteAges(video);
  await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  return take();
};

const gathered = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    peer.addEventListener("icegatheringstatechange", () => peer.iceGatheringState === "complete" && resolve());
  });

/** Watches over WHEP. */
export const watchWhep: PageControl["watchWhep"] = async (endpoint, seconds, kinds = ["video", "audio"]) => {
  const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  const video = createVideo();
  const stream = new MediaStream();
  video.srcObject = stream;
  peer.addEventListener("track", ({ track }) => stream.addTrack(track));
  for (const kind of kinds) peer.addTransceiver(kind, { direction: "recvonly" });
  const done = gathered(peer);
  await peer.setLocalDescription();
  await done;
  const headers = { "content-type": "application/sdp" };
  const response = await fetch(endpoint, { method: "POST", headers, body: peer.localDescription?.sdp ?? "" });
  if (response.status !== 201) throw new Error(`${endpoint} answers ${response.status}`);
  await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
  const ages = await agesOf(video, seconds);
  await fetch(new URL(response.headers.get("location") ?? "", endpoint), { method: "DELETE" });
  peer.close();
  video.remove();
  return ages;
};

/** hls.js with low latency as the page for viewers has it. */
const playHls = (playlist: string): { readonly video: HTMLVideoElement; close(): void } => {
  const video = createVideo();
  const hls = new Player({ enableWorker: false, lowLatencyMode: true, maxLiveSyncPlaybackRate: 1, liveSyncOnStallIncrease: 0.2 });
  const letGo = keepUp(video, hls);
  hls.loadSource(playlist);
  hls.attachMedia(video);
  return {
    video,
    close() {
      letGo();
      hls.destroy();
      video.remove();
    },
  };
};

/** Watches low-latency HLS for a while. */
export const watchHls = async (playlist: string, seconds: number): Promise<readonly number[]> => {
  const player = playHls(playlist);
  const ages = await agesOf(player.video, seconds);
  player.close();
  return ages;
};

/** Watches low-latency HLS without an end; answers the ages since the last question. */
export const keepWatchingHls = (playlist: string): (() => readonly number[]) => noteAges(playHls(playlist).video);
