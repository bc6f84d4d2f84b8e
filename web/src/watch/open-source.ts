import type { GatewayClient } from "../broadcasts/gateway-client.ts";
import type { FollowedStream } from "./follow-stream.ts";
import type { OpenSource } from "./sources.ts";
import { growingOf } from "./timeline.ts";
import type { HlsMode } from "./ways/hls-settings.ts";
import type { Opened } from "./ways/playback.ts";

/** Where a stream comes from, and where it is shown. */
export interface OpenSourceOptions {
  readonly client: GatewayClient;
  readonly stream: string;
  readonly token: string | undefined;
  readonly followed: FollowedStream;
  readonly video: HTMLVideoElement;
}

/** Opens by WebRTC first, where the network was not found to keep it out, and by HLS; the code of either comes when it is needed. */
export const createOpenSource = ({ client, stream, token, followed, video }: OpenSourceOptions): OpenSource => {
  const { facts, moment, recordings } = followed;
  const hls = async (url: string, mode: HlsMode, more: { readonly signal: AbortSignal; readonly fromMs?: number }): Promise<Opened> => {
    const { openHls } = await import("./ways/open-hls.ts");
    return openHls(video, { url, mode, ...more });
  };
  const past = (fromMs: number, signal: AbortSignal): Promise<Opened> => {
    const growing = growingOf(recordings.peek(), facts.peek()?.since);
    return hls(growing === undefined ? client.hlsUrl(stream) : client.recordingUrl(stream, growing.id), "past", { signal, fromMs });
  };
  return async ({ target, way, isSoundOnly, mayBeDirect, onNoDirectWay }, signal) => {
    if (target.at === "recording") return hls(client.recordingUrl(stream, target.id), "recording", { signal });
    if (target.at === "past") return past(target.fromMs, signal);
    if (way === "smooth") return hls(client.hlsUrl(stream), "smooth", { signal });
    if (!mayBeDirect) return hls(client.hlsUrl(stream), "low", { signal });
    const { openDirect } = await import("./ways/open-direct.ts");
    const isLive = (): boolean => facts.peek()?.state === "live" && moment.peek().is === "on";
    const opened = await openDirect(video, { endpoint: client.whepUrl(stream), token, isSoundOnly, isLive, signal });
    if (opened.kind !== "no-path" && opened.kind !== "unsupported") return opened;
    onNoDirectWay();
    return hls(client.hlsUrl(stream), "low", { signal });
  };
};
