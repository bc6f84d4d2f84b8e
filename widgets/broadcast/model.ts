import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import type { BroadcastTextKind, TrustedWidgetContext } from "@tfx/widget-sdk";
import { choicesOf, openChoices, type Choices, type OpenChoices } from "./choices.ts";
import { createBroadcaster, type Broadcaster } from "./engine/broadcaster.ts";
import { posterOf } from "./engine/poster.ts";
import { openStage, type Stage } from "./engine/stage.ts";
import { isEndpoint } from "./engine/target.ts";
import { readPermissions, sendTexts, textKinds } from "./texts/send-texts.ts";
import { t, tCount } from "./words.ts";

/** What the view shows and can do. */
export interface BroadcastModel extends Pick<
  Broadcaster,
  "phase" | "state" | "stats" | "health" | "problem" | "place" | "link" | "viewers" | "ended" | "height" | "again"
> {
  readonly choices: ReadonlySignal<Choices>;
  /** Host of the deployment's gateway; undefined when there is none. */
  readonly gateway: ReadonlySignal<string | undefined>;
  readonly token: ReadonlySignal<string>;
  /** Of the picture that was chosen for before the beginning. */
  readonly poster: ReadonlySignal<{ readonly name: string; readonly problem: boolean } | undefined>;
  readonly usualTitle: ReadonlySignal<string>;
  /** What is shown of how it looks; undefined for sound alone. */
  readonly picture: ReadonlySignal<MediaStream | undefined>;
  readonly elapsedMs: ReadonlySignal<number>;
  readonly leftOut: ReadonlySignal<number>;
  /** Nothing of oneself goes out, and nothing else would. */
  readonly nobody: ReadonlySignal<boolean>;
  readonly canStart: ReadonlySignal<boolean>;
  /** A smaller picture that could be sent instead; undefined when there is none. */
  readonly smaller: ReadonlySignal<Choices["height"] | undefined>;
  readonly choose: (change: Partial<Choices>) => void;
  /** Whether those who watch may read something; the person is asked whether the widget may. */
  readonly setReadable: (kind: BroadcastTextKind, isOn: boolean) => Promise<void>;
  readonly setToken: (token: string) => void;
  readonly choosePoster: (file: File) => Promise<void>;
  readonly start: () => Promise<void>;
  readonly setPaused: (paused: boolean) => void;
  readonly sendSmaller: () => void;
  readonly end: () => Promise<void>;
  readonly copy: (text: string) => Promise<void>;
  readonly open: (url: string) => Promise<void>;
}

/** The stage of what is chosen: while the widget is in sight, and while it is on air. */
const keepStage = (context: TrustedWidgetContext, choices: OpenChoices["value"]) => {
  const current = signal<{ readonly key: string; readonly stage: Stage } | undefined>(undefined);
  const keyOf = ({ what, height }: Choices): string => `${what} ${height}`;
  const close = (): void => {
    current.peek()?.stage.close();
    current.value = undefined;
  };
  const open = (wish: Choices): Stage => {
    const key = keyOf(wish);
    const kept = current.peek();
    if (kept?.key === key) return kept.stage;
    close();
    const stage = openStage(context, { ...wish, slate: t("slate"), screenNameOf: (name) => t("screen.of", { name }) });
    current.value = { key, stage };
    stage.lost.addEventListener("abort", () => current.peek()?.stage === stage && close(), { signal: context.signal });
    return stage;
  };
  const followWishes = (isIdle: ReadonlySignal<boolean>): (() => void) => {
    const shown = follow(context.ui.shown, context.signal);
    const wanted = computed(() => {
      if (!isIdle.value) return "kept";
      return shown.value === null || choices.value.what === "sound" ? "none" : keyOf(choices.value);
    });
    const stops = [
      effect(() => {
        const now = wanted.value;
        // One whose picture broke off makes room for another.
        void current.value;
        untracked(() => {
          if (now === "none") close();
          else if (now !== "kept") open(choices.peek());
        });
      }),
      effect(() => current.value?.stage.setLayout(choices.value.layout)),
    ];
    return () => stops.forEach((stop) => stop());
  };
  const picture = computed(() => {
    const stream = current.value?.stage.stream;
    return stream !== undefined && stream.getVideoTracks().length > 0 ? stream : undefined;
  });
  return { open, close, followWishes, picture };
};

const followTime = (broadcaster: Broadcaster) => {
  const elapsedMs = signal(0);
  const stop = effect(() => {
    const since = broadcaster.since.value;
    if (since === undefined) return undefined;
    const update = (): void => void (elapsedMs.value = performance.now() - since);
    update();
    const timer = setInterval(update, 500);
    return () => clearInterval(timer);
  });
  return { elapsedMs, stop };
};

const keepPoster = (choose: OpenChoices["set"]) => {
  const file = signal<{ readonly name: string; readonly problem: boolean; readonly picture: Blob | undefined } | undefined>(undefined);
  const take = async (chosen: File): Promise<void> => {
    choose({ poster: "file" });
    try {
      file.value = { name: chosen.name, problem: false, picture: await posterOf(chosen) };
    } catch {
      // Whatever it is, browsers cannot draw it.
      file.value = { name: chosen.name, problem: true, picture: undefined };
    }
  };
  return { file, take };
};

/** A smaller picture, where a smaller one would help. */
const smallerOf = ({ health, height }: Broadcaster): ReadonlySignal<Choices["height"] | undefined> =>
  computed(() => {
    const { word } = health.value;
    if (word !== "uplink" && word !== "cpu") return undefined;
    return choicesOf.height.findLast((one) => one < height.value);
  });

/** What is done with the clipboard, other pages and questions. */
const createOutside = ({ ui, clipboard, signal: end }: TrustedWidgetContext, broadcaster: Broadcaster) => ({
  async end(): Promise<void> {
    const watching = broadcaster.viewers.peek() ?? 0;
    const sure = { text: tCount("end.sure", watching), yes: t("end") };
    if (watching === 0 || (await ui.confirm(sure, { signal: end }))) await broadcaster.end();
  },
  async copy(text: string): Promise<void> {
    await clipboard.write(text);
    ui.toast(t("copied"));
  },
  open: async (url: string): Promise<void> => void (await ui.openLink(url)),
});

const openBroadcaster = (context: TrustedWidgetContext, choices: OpenChoices["value"]) => {
  const stages = keepStage(context, choices);
  const onDescribed = (isTaken: boolean): void => (isTaken ? undefined : context.ui.toast(t("describe.problem")));
  const onRenewed = (): void => context.ui.toast(t("renewed"));
  const broadcaster = createBroadcaster({ context, stage: (wish) => stages.open(wish), onDescribed, onRenewed });
  const { elapsedMs, stop } = followTime(broadcaster);
  const unfollow = stages.followWishes(computed(() => broadcaster.phase.value === "idle"));
  context.signal.addEventListener("abort", () => {
    stop();
    unfollow();
    stages.close();
  });
  return { broadcaster, picture: stages.picture, elapsedMs };
};

/** What those who watch may read: chosen by the person, who is asked where the widget may not read it yet. */
const createReadable = ({ permissions, log }: Pick<TrustedWidgetContext, "permissions" | "log">, { value, set }: OpenChoices) => {
  const ask = async (kinds: readonly BroadcastTextKind[]): Promise<readonly BroadcastTextKind[]> => {
    const missing = kinds.filter((kind) => !permissions.granted.value.has(readPermissions[kind]));
    if (missing.length === 0) return kinds;
    try {
      const granted = await permissions.request(missing.map((kind) => readPermissions[kind]));
      return kinds.filter((kind) => granted.has(readPermissions[kind]));
    } catch (error) {
      // Asked too often, or the widget ends.
      log.warn(`asking to read: ${String(error)}`);
      return kinds.filter((kind) => !missing.includes(kind));
    }
  };
  return {
    async setReadable(kind: BroadcastTextKind, isOn: boolean): Promise<void> {
      set({ [kind]: isOn && (await ask([kind])).includes(kind) });
    },
    /** What was chosen in an earlier call is asked for in this one. */
    async confirm(): Promise<void> {
      const chosen = textKinds.filter((kind) => value.peek()[kind]);
      if (value.peek().target !== "gateway" || chosen.length === 0) return;
      const allowed = await ask(chosen);
      for (const kind of chosen) if (!allowed.includes(kind)) set({ [kind]: false });
    },
  };
};

/** Opens the broadcast of this page. */
export const openBroadcastModel = async (context: TrustedWidgetContext): Promise<BroadcastModel> => {
  const { trusted, signal: life, self } = context;
  const [choices, origin] = await Promise.all([openChoices(context), trusted.broadcastGateway()]);
  const { value: chosen, set: choose } = choices;
  if (origin === undefined) choose({ target: "other" });
  const { broadcaster, picture, elapsedMs } = openBroadcaster(context, chosen);
  const readable = createReadable(context, choices);
  sendTexts({ context, choices: chosen, broadcaster });
  const token = signal("");
  const poster = keepPoster(choose);
  const room = follow(context.room.info, life);
  const leftOut = follow(trusted.leftOut, life);
  const usualTitle = computed(() => t("title.usual", { room: room.value?.name ?? "" }));
  const smaller = smallerOf(broadcaster);
  return {
    ...broadcaster,
    ...createOutside(context, broadcaster),
    choices: chosen,
    gateway: signal(origin && new URL(origin).host),
    token,
    poster: poster.file,
    usualTitle,
    picture,
    elapsedMs,
    leftOut: computed(() => leftOut.value.size),
    nobody: computed(() => chosen.value.what === "camera" && leftOut.value.has(self)),
    canStart: computed(() => chosen.value.target === "gateway" || isEndpoint(chosen.value.endpoint)),
    smaller,
    choose,
    setReadable: (kind, isOn) => readable.setReadable(kind, isOn),
    setToken: (next) => void (token.value = next),
    choosePoster: poster.take,
    start: async () => {
      await readable.confirm();
      const now = chosen.peek();
      const title = now.title.trim() === "" ? usualTitle.peek() : now.title.trim();
      return broadcaster.start({ choices: now, token: token.peek(), poster: poster.file.peek()?.picture, title });
    },
    setPaused: (paused) => broadcaster.setPaused(paused),
    sendSmaller: () => {
      const height = smaller.peek();
      if (height !== undefined) broadcaster.setHeight(height);
    },
  };
};
