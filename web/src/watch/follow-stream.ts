import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import type { PublicStream, RecordingFacts } from "@tfx/protocol/broadcasts";
import type { GatewayClient, StreamNews } from "../broadcasts/gateway-client.ts";
import { askAgainMs, momentOf, type Moment } from "./moment.ts";
import { pause } from "./pause.ts";

/** What is known of a stream, renewed for as long as the page is open. */
export interface FollowedStream {
  readonly moment: ReadonlySignal<Moment>;
  /** What was said of it last; kept while the gateway is away. */
  readonly facts: ReadonlySignal<PublicStream | undefined>;
  /** Newest first. */
  readonly recordings: ReadonlySignal<readonly RecordingFacts[]>;
}

/** How a stream is followed. */
export interface FollowOptions {
  readonly stream: string;
  /** Pictures or sound arrive: there is no hurry. */
  readonly isMoving: () => boolean;
  readonly signal: AbortSignal;
}

/** A recording that grows tells of its beginning; that changes only when a new one is begun. */
const recordingsMs = 20_000;

const isOn = (news: StreamNews | undefined): boolean =>
  news?.kind === "known" && (news.facts.state === "live" || news.facts.state === "break");

/** Asks the gateway again and again. */
export const followStream = (client: GatewayClient, { stream, isMoving, signal: until }: FollowOptions): FollowedStream => {
  const news = signal<StreamNews | undefined>(undefined);
  const facts = signal<PublicStream | undefined>(undefined);
  const recordings = signal<readonly RecordingFacts[]>([]);
  const wasOn = signal(false);
  const moment = computed(() => momentOf({ news: news.value, wasOn: wasOn.value, recordings: recordings.value }));
  let listedAtMs = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<void> => {
    const next = await client.about(stream);
    const isOver = next.kind === "unknown" || (next.kind === "known" && !isOn(next));
    const isDue = performance.now() - listedAtMs > (isOver ? 4_000 : recordingsMs) || isOn(next) !== isOn(news.peek());
    const listed = next.kind !== "unreachable" && isDue ? await client.recordings(stream) : undefined;
    if (until.aborted) return;
    if (listed !== undefined) listedAtMs = performance.now();
    batch(() => {
      news.value = next;
      if (next.kind === "known") facts.value = next.facts;
      if (listed !== undefined) recordings.value = listed;
      if (isOn(next)) wasOn.value = true;
    });
  };
  const goOn = async (): Promise<void> => {
    while (!until.aborted) {
      await look();
      await pause(askAgainMs(moment.peek(), { isMoving: isMoving(), nowMs: Date.now() + client.clockAheadMs }), until);
    }
  };
  void goOn();
  return { moment, facts, recordings };
};
