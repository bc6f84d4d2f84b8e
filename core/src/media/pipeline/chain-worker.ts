import { reportBug } from "../../report-bug.ts";
import { ChainEngine, type PostFromChain } from "./chain-engine.ts";
import { beatEveryMs } from "../beat-watch.ts";
import type { ChainBeat, ToChain } from "./chain-messages.ts";

// The chain in a worker: pictures come and go as streams, so that a busy page holds up none.

const post: PostFromChain = (message, transfer = []) => self.postMessage(message, { transfer });
const canvas = new OffscreenCanvas(16, 16);
const engine = ChainEngine.open(canvas, post);

let reader: ReadableStreamDefaultReader<VideoFrame> | undefined;
let writer: WritableStreamDefaultWriter<VideoFrame> | undefined;

/** Sends a picture; one that cannot be sent any more is closed. */
const send = async (to: WritableStreamDefaultWriter<VideoFrame>, frame: VideoFrame): Promise<void> => {
  try {
    await to.write(frame);
  } catch {
    // The track has been stopped in the window; the sink that follows is told of.
    frame.close();
  }
};

const take = async (chain: ChainEngine, frame: VideoFrame): Promise<void> => {
  const startedMs = performance.now();
  const picture = { picture: frame, width: frame.displayWidth, height: frame.displayHeight };
  const to = writer;
  if (!chain.admits(frame.timestamp / 1_000)) return;
  if (to === undefined) {
    if (chain.isCurious) chain.look(picture);
    return;
  }
  const outcome = chain.draw(picture);
  if (outcome === "leave") return;
  const { timestamp } = frame;
  await send(to, outcome === "drawn" ? new VideoFrame(canvas, { timestamp, alpha: "discard" }) : frame.clone());
  chain.sent(performance.now() - startedMs);
};

const follow = async (chain: ChainEngine, from: ReadableStreamDefaultReader<VideoFrame>): Promise<void> => {
  // Another source takes its place by cancelling it, which ends it here.
  for (let next = await from.read(); !next.done; next = await from.read()) {
    const frame = next.value;
    try {
      await take(chain, frame);
    } finally {
      frame.close();
    }
  }
};

const open = (chain: ChainEngine): void => {
  addEventListener("message", ({ data }: MessageEvent<ToChain>) => {
    chain.handle(data);
    if (data.type === "sink") writer = data.writable?.getWriter();
    if (data.type !== "source") return;
    // A source that is not read any more must not keep its pictures.
    reader?.cancel().catch(() => {});
    reader = data.readable?.getReader();
    if (reader !== undefined) follow(chain, reader).catch(reportBug);
  });
  setInterval(() => self.postMessage({ type: "beat" } satisfies ChainBeat, { transfer: [] }), beatEveryMs);
  post({ type: "ready" });
};

if (engine === undefined) post({ type: "unable" });
else open(engine);
