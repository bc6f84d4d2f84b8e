import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import { TfxError, type EntryResult, type WidgetContext } from "@tfx/widget-sdk";
import type { LinkDigest } from "./digest/digest.ts";
import { peopleEvents, type CallEvent } from "./events/find-events.ts";
import { createCsv } from "./export/csv.ts";
import { createFittingDump } from "./export/dump.ts";
import { fileName, save, type FileToSave, type SaveState } from "./save.ts";
import { createTexts, type Texts } from "./texts.ts";
import { createTrack, keptSeconds, type Track } from "./track.ts";
import { judge, type Verdict } from "./verdict/verdict.ts";

/** A person in the list. */
export interface PeerView {
  readonly id: string;
  readonly name: string;
  readonly verdict: Verdict;
}

/** What the view shows and can do. */
export interface StatsModel {
  readonly texts: ReadonlySignal<Texts>;
  readonly direction: ReadonlySignal<"ltr" | "rtl">;
  /** Changes with the colours of the page. */
  readonly look: ReadonlySignal<"light" | "dark">;
  readonly isShown: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<"measuring" | "stopped">;
  readonly peers: ReadonlySignal<readonly PeerView[]>;
  readonly selected: ReadonlySignal<PeerView | undefined>;
  /** Of the selected person, the seconds that are shown. */
  readonly digests: ReadonlySignal<readonly LinkDigest[]>;
  readonly events: ReadonlySignal<readonly CallEvent[]>;
  readonly rangeSeconds: ReadonlySignal<number>;
  readonly saving: ReadonlySignal<SaveState>;
  readonly nameOf: (id: string) => string;
  select(id: string): void;
  setRange(seconds: number): void;
  saveCsv(): Promise<void>;
  saveDump(): Promise<void>;
}

// One file may have 16 MiB; the message around it needs some.
const maxFileBytes = 15 * 1024 * 1024;
const maxEvents = 200;

/** Tracks of everybody, with what happened. The map is another one each second, as the tracks in it go on. */
const createHistory = (context: WidgetContext, now: () => number) => {
  const tracks = signal<ReadonlyMap<string, Track>>(new Map());
  const events = signal<readonly CallEvent[]>([]);
  const remember = (found: readonly CallEvent[]) => {
    if (found.length > 0) events.value = [...events.value, ...found].slice(-maxEvents);
  };
  let ids: readonly string[] = context.participants.value.map(({ id }) => id);
  context.participants.on(
    (people) => {
      const present = people.map(({ id }) => id);
      if (ids.length > 0) remember(peopleEvents(ids, present, now()));
      ids = present;
    },
    { signal: context.signal },
  );
  const isKept =
    (since: number) =>
    ([id, { latest }]: readonly [string, Track]) =>
      ids.includes(id) || (latest?.at ?? 0) >= since;
  const add = (links: EntryResult<"media.stats">) =>
    batch(() => {
      const since = now() - keptSeconds * 1000;
      const next = new Map([...tracks.value].filter(isKept(since)));
      for (const { participant, report } of links) {
        const track = next.get(participant) ?? createTrack(participant);
        next.set(participant, track);
        remember(track.add(report));
      }
      tracks.value = next;
      if ((events.value[0]?.at ?? since) < since) events.value = events.value.filter(({ at }) => at >= since);
    });
  return { tracks, events, add };
};

type History = ReturnType<typeof createHistory>;

/** Names by participant: of those who left too, as their figures are kept. */
const createNames = (context: WidgetContext, texts: ReadonlySignal<Texts>) => {
  const names = new Map<string, string>();
  const participants = follow(context.participants, context.signal);
  const nameOf = (id: string): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const index = participants.value.findIndex((person) => person.id === id);
    const name = participants.value[index]?.name;
    if (name !== undefined) names.set(id, name);
    return name ?? texts.value.t("person", { number: texts.value.number(index + 1) });
  };
  const others = computed(() => participants.value.filter(({ isSelf }) => !isSelf).map(({ id }) => ({ id, name: nameOf(id) })));
  return { nameOf, others };
};

const measure = async (context: WidgetContext, add: History["add"]): Promise<void> => {
  try {
    for await (const links of context.media.stats()) add(links);
  } catch (error) {
    if (!(error instanceof TfxError)) throw error;
    context.log.warn(`stats: ${error.code}`);
  }
};

const csvOf = ({ tracks }: History, nameOf: (id: string) => string, now: number): FileToSave => {
  const histories = [...tracks.value.values()].map(({ participant, digests }) => ({ name: nameOf(participant), digests }));
  return { name: fileName(now, "csv"), type: "text/csv", bytes: new TextEncoder().encode(createCsv(histories)) };
};

const dumpOf = ({ tracks, events }: History, nameOf: (id: string) => string, now: number): FileToSave => {
  const links = [...tracks.value.values()].map(({ participant, recorder }) => ({
    participant,
    name: nameOf(participant),
    columns: recorder.columns,
    lastAt: recorder.lastAt,
    events: events.value.filter((event) => event.participant === participant),
  }));
  const bytes = createFittingDump(links, { userAgent: navigator.userAgent, seconds: keptSeconds, maxBytes: maxFileBytes });
  return { name: fileName(now, "json"), type: "application/json", bytes };
};

/** Measures until the widget ends. */
export const createStatsModel = (context: WidgetContext, now: () => number = Date.now): StatsModel => {
  const texts = follow(context.locale, context.signal, ({ locale }) => createTexts(locale));
  const { nameOf, others } = createNames(context, texts);
  const history = createHistory(context, now);
  const state = signal<"measuring" | "stopped">("measuring");
  const chosen = signal<string | undefined>(undefined);
  const rangeSeconds = signal(60);
  const saving = signal<SaveState>("idle");
  void measure(context, history.add).finally(() => (state.value = "stopped"));

  const digestsOf = (id: string | undefined) => (id === undefined ? [] : (history.tracks.value.get(id)?.digests ?? []));
  const peers = computed(() => others.value.map(({ id, name }) => ({ id, name, verdict: judge(digestsOf(id)) })));
  const selected = computed(() => peers.value.find(({ id }) => id === chosen.value) ?? peers.value[0]);
  const saveFile = async (make: typeof csvOf) => {
    if (saving.value === "saving") return;
    saving.value = "saving";
    saving.value = await save(context, () => make(history, nameOf, now()));
  };
  return {
    texts,
    direction: follow(context.locale, context.signal, ({ direction }) => direction),
    look: follow(context.theme, context.signal, ({ look }) => look),
    isShown: follow(context.ui.shown, context.signal, (surface) => surface !== null),
    state,
    peers,
    selected,
    digests: computed(() => digestsOf(selected.value?.id).slice(-rangeSeconds.value)),
    events: computed(() =>
      history.events.value.filter(({ participant, kind }) => participant === selected.value?.id || kind === "joined" || kind === "left"),
    ),
    rangeSeconds,
    saving,
    nameOf,
    select: (id) => (chosen.value = id),
    setRange: (seconds) => (rangeSeconds.value = seconds),
    saveCsv: () => saveFile(csvOf),
    saveDump: () => saveFile(dumpOf),
  };
};
