import { signal, type ReadonlySignal } from "@preact/signals";
import type {
  Broadcast,
  BroadcastAbout,
  BroadcastLink,
  BroadcastPlace,
  BroadcastState,
  BroadcastStats,
  TrustedWidgetContext,
} from "@tfx/widget-sdk";
import type { Choices } from "../choices.ts";
import { newHealth, nextHealth, type Health } from "./health.ts";
import { posterOfStream } from "./poster.ts";
import { problemOf, wordsOf, type Problem } from "./problem.ts";
import { kbpsOf, liveFps, type Stage } from "./stage.ts";
import { openTarget, type Target } from "./target.ts";

/** How far a broadcast is. */
export type BroadcastPhase = "idle" | "starting" | "running" | "ending";

/** What a broadcast is begun with. */
export interface StartWish {
  readonly choices: Choices;
  readonly token: string;
  /** The person's own picture to show before it begins. */
  readonly poster: Blob | undefined;
  readonly title: string;
}

/** What is told of a broadcast that is over. */
export interface EndFacts {
  readonly ms: number;
  readonly peakViewers: number;
}

/** The broadcast of this page: at most one at a time. */
export interface Broadcaster {
  readonly phase: ReadonlySignal<BroadcastPhase>;
  readonly state: ReadonlySignal<BroadcastState>;
  readonly stats: ReadonlySignal<BroadcastStats | undefined>;
  readonly health: ReadonlySignal<Health>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  readonly place: ReadonlySignal<BroadcastPlace | undefined>;
  readonly link: ReadonlySignal<BroadcastLink | undefined>;
  readonly viewers: ReadonlySignal<number | undefined>;
  readonly since: ReadonlySignal<number | undefined>;
  readonly ended: ReadonlySignal<EndFacts | undefined>;
  /** Lines that are sent now. */
  readonly height: ReadonlySignal<number>;
  start(wish: StartWish): Promise<void>;
  /** Begins to send again after it has failed. */
  again(): Promise<void>;
  setPaused(paused: boolean): void;
  setHeight(height: Choices["height"]): void;
  end(): Promise<void>;
}

/** What of the context a broadcaster uses. */
export interface BroadcasterContext extends Pick<TrustedWidgetContext, "signal" | "log"> {
  readonly trusted: Pick<TrustedWidgetContext["trusted"], "broadcast" | "broadcastPlace" | "leftOut">;
}

/** What a broadcaster stands on. */
export interface BroadcasterOptions {
  readonly context: BroadcasterContext;
  /** The stage of what was chosen, opened when it is not. */
  readonly stage: (choices: Choices) => Stage;
  readonly onDescribed: (taken: boolean) => void;
  /** The picture broke off, and another has taken its place. */
  readonly onRenewed: () => void;
}

interface Running {
  readonly target: Target;
  /** Another one when its picture has broken off. */
  stage: Stage;
  readonly wish: StartWish;
  readonly description: Description;
}

/** What the gateway is told of what is on. */
interface Description {
  /** Tells it: at the start, and again where it may have forgotten. */
  readonly send: () => Promise<boolean>;
  /** Tells it again, without a picture. */
  readonly withoutPoster: () => Promise<boolean>;
  /** Tells it again, with a picture of now. */
  readonly renew: () => Promise<boolean>;
}

const createFacts = () => ({
  phase: signal<BroadcastPhase>("idle"),
  state: signal<BroadcastState>("idle"),
  stats: signal<BroadcastStats | undefined>(undefined),
  health: signal<Health>(newHealth),
  problem: signal<Problem | undefined>(undefined),
  place: signal<BroadcastPlace | undefined>(undefined),
  link: signal<BroadcastLink | undefined>(undefined),
  viewers: signal<number | undefined>(undefined),
  since: signal<number | undefined>(undefined),
  ended: signal<EndFacts | undefined>(undefined),
  height: signal<number>(720),
  peak: signal(0),
});
type Facts = ReturnType<typeof createFacts>;

/** Shows what a broadcast says of itself. */
const follow = (
  broadcast: Broadcast,
  facts: Facts,
  { until, onFailed, onBack }: { readonly until: AbortSignal; readonly onFailed: () => void; readonly onBack: () => void },
): void => {
  let hasFailed = false;
  const update = (): void => {
    if (hasFailed) return;
    const state = broadcast.state.value;
    const isBack = facts.state.peek() === "reconnecting" && (state === "live" || state === "paused");
    facts.state.value = state;
    if (isBack) onBack();
    if (state === "live") facts.since.value ??= performance.now();
    facts.problem.value = broadcast.problem.value && wordsOf(broadcast.problem.value);
    // What it says after that is of its being closed.
    hasFailed = state === "failed";
    if (hasFailed) onFailed();
  };
  broadcast.state.on(update, { signal: until });
  broadcast.problem.on(update, { signal: until });
  broadcast.stats.on(
    (stats) => {
      facts.stats.value = stats;
      if (stats !== undefined) facts.health.value = nextHealth(facts.health.peek(), stats, { height: facts.height.peek(), fps: liveFps });
    },
    { signal: until },
  );
  update();
};

const followPlace = (place: BroadcastPlace, facts: Facts, until: AbortSignal): void => {
  [facts.place.value, facts.link.value] = [place, place.link.value];
  place.link.on((link) => (facts.link.value = link), { signal: until });
  place.viewers.on(
    (count) => {
      facts.viewers.value = count;
      facts.peak.value = Math.max(facts.peak.peek(), count ?? 0);
    },
    { signal: until },
  );
};

interface AboutParts extends Pick<Running, "stage" | "wish"> {
  readonly poster?: Choices["poster"];
}

const aboutOf = async ({ stage, wish, poster = wish.choices.poster }: AboutParts): Promise<BroadcastAbout> => {
  const taken = poster === "now" ? await posterOfStream(stage.stream).catch(() => undefined) : wish.poster;
  return { title: wish.title, listed: wish.choices.listed, poster: poster === "none" ? undefined : taken };
};

/** `now` is what runs: its stage may be another one by the time a picture is taken of it. */
const createDescription = ({ place }: Target, now: () => Pick<Running, "stage" | "wish">): Description => {
  let about: Promise<BroadcastAbout> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: what is said last has to be what stays.
  const send = (): Promise<boolean> => {
    const sent = last.then(async () => place === undefined || place.describe(await (about ??= aboutOf(now()))));
    last = sent.catch(() => undefined); // whoever asked is told
    return sent;
  };
  const sendAs = (next: typeof about): Promise<boolean> => {
    about = next;
    return send();
  };
  return {
    send,
    withoutPoster: () => sendAs(aboutOf({ ...now(), poster: "none" })),
    renew: () => sendAs(undefined),
  };
};

/** By then nobody is on a picture who was taken off the stage, also where pictures are few. */
const offStageMs = 2_000;

/** The picture for before and after is of the call: whoever asks to be left out is taken out of it, too. */
const keepOutOfPoster = ({ trusted }: BroadcasterContext, { wish, description }: Running, until: AbortSignal): void => {
  if (wish.choices.poster !== "now") return;
  let before = trusted.leftOut.value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onLeftOut = (leftOut: ReadonlySet<string>): void => {
    const isMore = [...leftOut].some((participant) => !before.has(participant));
    before = leftOut;
    if (!isMore) return;
    void description.withoutPoster();
    clearTimeout(timer);
    timer = setTimeout(() => void description.renew(), offStageMs);
  };
  trusted.leftOut.on(onLeftOut, { signal: until });
  until.addEventListener("abort", () => clearTimeout(timer), { once: true });
};

/** Sends what is on the stage: one broadcast after another, where one has failed. */
const createSender = ({ trusted }: BroadcasterContext, facts: Facts) => {
  let broadcast: Broadcast | undefined;
  const close = async (): Promise<void> => {
    const closing = broadcast;
    broadcast = undefined;
    facts.stats.value = undefined;
    await closing?.close();
  };
  const open = async ({ target, stage: { stream }, wish: { choices }, description }: Running, until: AbortSignal): Promise<void> => {
    const { endpoint, token } = target;
    facts.state.value = "connecting";
    const opened = await trusted.broadcast({ stream, endpoint, token, maxKbps: kbpsOf(choices.height), maxFps: liveFps });
    broadcast = opened;
    // A gateway that was away may have forgotten, or missed, all of it.
    const onBack = (): void => {
      void description.send();
      void target.place?.setBreak(opened.state.value === "paused");
    };
    // What has failed is not on air: the others' lamps go out.
    follow(opened, facts, { until, onFailed: () => void close(), onBack });
  };
  return {
    open,
    async openAgain(running: Running, until: AbortSignal): Promise<void> {
      facts.problem.value = undefined;
      try {
        await open(running, until);
      } catch (error) {
        facts.problem.value = problemOf(error);
        facts.state.value = "failed";
      }
    },
    close,
    setPaused: (paused: boolean) => broadcast?.setPaused(paused),
  };
};

const prepare = async ({ context, stage: open }: BroadcasterOptions, wish: StartWish): Promise<Running | undefined> => {
  const target = await openTarget(context, wish.choices, wish.token);
  if (target === undefined) return undefined;
  const stage = open(wish.choices);
  await stage.ready;
  const running: Running = { target, stage, wish, description: createDescription(target, () => running) };
  return running;
};

/** Goes on with another stage where the picture of the one before has broken off. */
const renewStage = async (running: Running, { stage: open, onRenewed }: BroadcasterOptions, parts: SenderParts): Promise<void> => {
  const { facts, sender, until } = parts;
  const [isSent, isBreak] = [facts.state.peek() !== "failed", facts.state.peek() === "paused"];
  await sender.close();
  const stage = open(running.wish.choices);
  await stage.ready;
  if (until.aborted) return;
  running.stage = stage;
  stage.setHeight(facts.height.peek());
  stage.setMode(isBreak ? "break" : "live");
  if (!isSent) return;
  await sender.openAgain(running, until);
  if (isBreak) sender.setPaused(true);
  onRenewed();
};

interface SenderParts {
  readonly facts: Facts;
  readonly sender: ReturnType<typeof createSender>;
  readonly until: AbortSignal;
}

/** Whoever watches is not left before a picture that stands still. */
const followStage = (running: Running, options: BroadcasterOptions, parts: SenderParts): void => {
  const renew = async (): Promise<void> => {
    try {
      await renewStage(running, options, parts);
      followStage(running, options, parts);
    } catch (error) {
      options.context.log.error(`renewing: ${String(error)}`);
      [parts.facts.problem.value, parts.facts.state.value] = [problemOf(error), "failed"];
    }
  };
  running.stage.lost.addEventListener("abort", () => void renew(), { signal: parts.until });
};

const begin = (facts: Facts, { choices }: StartWish): void => {
  [facts.phase.value, facts.problem.value, facts.ended.value] = ["starting", undefined, undefined];
  [facts.health.value, facts.height.value, facts.peak.value] = [newHealth, choices.height, 0];
};

const finish = (facts: Facts): void => {
  for (const one of [facts.stats, facts.place, facts.link, facts.viewers, facts.since] as const) one.value = undefined;
  [facts.state.value, facts.phase.value] = ["idle", "idle"];
};

const takeDown = async ({ log }: BroadcasterContext, facts: Facts, close: () => Promise<void>): Promise<void> => {
  const since = facts.since.peek();
  try {
    await close();
  } catch (error) {
    log.error(`ending: ${String(error)}`);
  }
  if (since !== undefined) facts.ended.value = { ms: performance.now() - since, peakViewers: facts.peak.peek() };
  facts.problem.value = undefined;
};

/** What of a broadcast can be changed while it runs. */
const createControls = (facts: Facts, sender: ReturnType<typeof createSender>, stage: () => Stage | undefined) => ({
  setPaused(paused: boolean): void {
    // The others in the call know of a break once it is one, and of its end before anything goes out again.
    if (!paused) sender.setPaused(false);
    stage()?.setMode(paused ? "break" : "live");
    if (paused) sender.setPaused(true);
    // Who watches without sound, or without eyes, is told by the page.
    void facts.place.peek()?.setBreak(paused);
  },
  setHeight(height: Choices["height"]): void {
    facts.height.value = height;
    facts.health.value = newHealth;
    stage()?.setHeight(height);
  },
});

/** Makes the broadcaster of this page. */
export const createBroadcaster = (options: BroadcasterOptions): Broadcaster => {
  const { context, onDescribed } = options;
  const facts = createFacts();
  const sender = createSender(context, facts);
  let running: Running | undefined;
  let life = new AbortController();
  const letGo = (): void => {
    life.abort();
    running?.target.place?.close();
    running?.stage.setMode("preview");
    running = undefined;
    finish(facts);
  };
  const giveUp = (problem: Problem): void => {
    facts.problem.value = problem;
    letGo();
  };
  const start = async (wish: StartWish): Promise<void> => {
    if (facts.phase.peek() !== "idle") return;
    begin(facts, wish);
    life = new AbortController();
    try {
      running = await prepare(options, wish);
      if (running === undefined) return giveUp({ word: "problem.not-found" });
      const { stage, target } = running;
      if (target.place !== undefined) followPlace(target.place, facts, life.signal);
      stage.setMode("live");
      followStage(running, options, { facts, sender, until: life.signal });
      await sender.open(running, life.signal);
      facts.phase.value = "running";
      keepOutOfPoster(context, running, life.signal);
      onDescribed(await running.description.send());
    } catch (error) {
      context.log.error(`starting: ${String(error)}`);
      giveUp(problemOf(error));
    }
  };
  const end = async (): Promise<void> => {
    if (running === undefined || facts.phase.peek() === "ending") return;
    facts.phase.value = "ending";
    await takeDown(context, facts, async () => {
      await sender.close();
      await running?.target.place?.end();
    });
    letGo();
  };
  const again = async (): Promise<void> => {
    if (running !== undefined && facts.state.peek() === "failed") await sender.openAgain(running, life.signal);
  };
  // Those who watch are not left waiting for somebody who has gone.
  context.signal.addEventListener("abort", () => void running?.target.place?.end(), { once: true });
  return { ...facts, start, again, end, ...createControls(facts, sender, () => running?.stage) };
};
