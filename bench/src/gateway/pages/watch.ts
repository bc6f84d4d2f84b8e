import Player from "hls.js";
import { ageOf, strip } from "../time-code.ts";

const createVideo = (): HTMLVideoElement => {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, autoplay: true, playsInline: true });
  document.body.append(video);
  return video;
};

/** Ages of the pictures that a video shows, for a while from its first one on. */
const agesOf = async (video: HTMLVideoElement, seconds: number): Promise<readonly number[]> => {
  const canvas = new OffscreenCanvas(strip.columns, strip.rows);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser has no canvas");
  const height = strip.rows * strip.cell;
  const ages: number[] = [];
  const read = (): void => {
    context.drawImage(video, 0, video.videoHeight - height, video.videoWidth, height, 0, 0, strip.columns, strip.rows);
    const { data } = context.getImageData(0, 0, strip.columns, strip.rows);
    const brightness = Array.from({ length: strip.columns * strip.rows }, (_, index) => data[index * 4 + 1] ?? 0);
    const age = ageOf(brightness, Date.now());
    if (age !== undefined) ages.push(age);
  };
  await new Promise<void>((resolve) => {
    let endMs = Infinity;
    const next = (): void => {
      if (endMs === Infinity) endMs = performance.now() + seconds * 1_000;
      read();
      if (performance.now() > endMs) resolve();
      else video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  });
  return ages;
};

const gathered = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    peer.addEventListener("icegatheringstatechange", () => peer.iceGatheringState === "complete" && resolve());
  });

/** Watches over WHEP. */
export const watchWhep = async (endpoint: string, seconds: number): Promise<readonly number[]> => {
  const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  const video = createVideo();
  const stream = new MediaStream();
  video.srcObject = stream;
  peer.addEventListener("track", ({ track }) => stream.addTrack(track));
  for (const kind of ["video", "audio"]) peer.addTransceiver(kind, { direction: "recvonly" });
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

/** Watches low-latency HLS, as the page for viewers does. */
export const watchHls = async (playlist: string, seconds: number): Promise<readonly number[]> => {
  const video = createVideo();
  const hls = new Player({ lowLatencyMode: true, liveDurationInfinity: true, maxLiveSyncPlaybackRate: 1.5 });
  hls.loadSource(playlist);
  hls.attachMedia(video);
  const ages = await agesOf(video, seconds);
  hls.destroy();
  video.remove();
  return ages;
};
