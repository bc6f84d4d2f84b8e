import { spawn, type ChildProcess } from "node:child_process";
import { z } from "zod";
import { createBackOff } from "../processes/back-off.ts";
import { createLiveMatroska, type LiveMatroska } from "../protocols/matroska/live-writer.ts";
import type { MediaFrame, StreamFormat } from "../stream/media-frame.ts";
import { outputKind, type OutputContext } from "./output-kind.ts";

const params = z.object({
  /** `rtmp:`, `rtmps:`, `rtsp:`, `rtsps:` or `srt:`. */
  url: z
    .string()
    .max(2_048)
    .regex(/^(?:rtmps?|rtsps?|srt):\/\/[^\s\0]+$/),
});

const input =
  "-hide_banner -loglevel error -nostdin -f matroska -probesize 32 -analyzeduration 0 -fflags nobuffer -i pipe:0 -map 0 -c copy";

const outputFor = (url: string): readonly string[] => {
  if (url.startsWith("rtmp")) return ["-f", "flv", "-flvflags", "no_duration_filesize", "-rw_timeout", "5000000", url];
  if (url.startsWith("rtsp")) return ["-f", "rtsp", "-rtsp_transport", "tcp", url];
  return ["-f", "mpegts", "-muxdelay", "0", "-muxpreload", "0", "-mpegts_flags", "resend_headers", url];
};

/** A target that takes nothing for this long is let go and tried again. */
const mostWaitingBytes = 4 * 1024 * 1024;
/** Given up on politely, killed when it does not go. */
const goMs = 2_000;

/** An address that is cut could not be found in it. */
const mostComplaint = 16_384;

/** What ffmpeg complains of, without the address and the key of the channel that is the last part of it. */
export const withoutTarget = (complaint: string, url: string): string => {
  const key = /[^/]{4,}$/.exec(url.replace(/\/+$/, ""))?.[0] ?? url;
  return complaint.replaceAll(url, "the target").replaceAll(key, "…").trim().slice(-300);
};

/** One ffmpeg that sends to the target; it lives no longer than the connection. */
interface Sender {
  write(frame: MediaFrame): void;
  close(): void;
}

const startSender = (
  url: string,
  format: StreamFormat,
  { ffmpeg, onEnd }: { readonly ffmpeg: string; readonly onEnd: (why: string) => void },
): Sender => {
  const matroska: LiveMatroska = createLiveMatroska(format);
  const child: ChildProcess = spawn(ffmpeg, [...input.split(" "), ...outputFor(url)], { stdio: ["pipe", "ignore", "pipe"] });
  const { stdin, stderr } = child;
  let baseUs: number | undefined;
  let complaint = "";
  let isClosed = false;
  const end = (why: string): void => {
    if (isClosed) return;
    isClosed = true;
    onEnd(why);
  };
  stdin?.on("error", () => undefined);
  stderr?.on("data", (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-mostComplaint)));
  child.on("error", ({ message }) => end(message));
  // The address has the key of the channel in it: it is not for reports.
  child.on("close", () => end(withoutTarget(complaint, url) || "The target closed the connection."));
  stdin?.write(matroska.header);
  return {
    write(frame) {
      if (isClosed || stdin === null) return;
      if (baseUs === undefined && format.video !== undefined && !(frame.kind === "video" && frame.key)) return;
      baseUs ??= frame.timeUs;
      if (frame.timeUs < baseUs) return;
      if (stdin.writableLength > mostWaitingBytes) {
        child.kill("SIGKILL");
        return end("The target takes less than is sent.");
      }
      stdin.write(matroska.write({ ...frame, timeUs: frame.timeUs - baseUs }));
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      stdin?.end();
      const timer = setTimeout(() => child.kill("SIGKILL"), goMs);
      child.once("close", () => clearTimeout(timer));
    },
  };
};

interface PushOptions {
  readonly ffmpeg?: string;
  readonly waits?: Parameters<typeof createBackOff>[0];
}

const waits = { firstMs: 1_000, mostMs: 30_000, wellMs: 20_000 } as const;

/** Keeps one target supplied: starts its ffmpeg when there is something to send, and again whenever it ends. */
const createPush = (url: string, report: OutputContext["report"], options: PushOptions) => {
  const backOff = createBackOff(options.waits ?? waits);
  let format: StreamFormat | undefined;
  let sender: Sender | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    sender?.close();
    sender = undefined;
  };
  const start = (): void => {
    const current = format;
    if (current === undefined) return;
    const startedMs = performance.now();
    report({ state: "running" });
    sender = startSender(url, current, {
      ffmpeg: options.ffmpeg ?? "ffmpeg",
      onEnd(detail) {
        sender = undefined;
        report({ state: "retrying", detail });
        timer = setTimeout(start, backOff.next(performance.now() - startedMs));
      },
    });
  };
  report({ state: "waiting" });
  return {
    setFormat(next: StreamFormat): void {
      stop();
      format = next;
      start();
    },
    write: (frame: MediaFrame): void => sender?.write(frame),
    pause(): void {
      stop();
      format = undefined;
      report({ state: "waiting" });
    },
    stop,
  };
};

/** Pushes to a server that takes streams; one ffmpeg for each target, so that a dead one harms nobody. */
export const pushOutput = outputKind({
  name: "push",
  about: "Pushes the stream to an RTMP, RTSP or SRT server, and again whenever the connection ends.",
  params,
  open(bus, { url }, context) {
    const push = createPush(url, (report) => context.report(report), {});
    const undo = bus.listen(
      {
        onFormat: (format) => push.setFormat(format),
        onFrame: (frame) => push.write(frame),
        onPause: () => push.pause(),
        onEnd: () => push.pause(),
      },
      { fromKey: true },
    );
    // It begins with a key picture.
    bus.requestKey();
    return {
      close() {
        undo();
        push.stop();
      },
    };
  },
});
