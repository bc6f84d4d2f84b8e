import { computed, untracked, type ReadonlySignal } from "@preact/signals";
import type { ParticipantConsent, Room } from "@tfx/core";
import type { AppContext } from "../app-context.ts";
import { effectUntil } from "../scope/effect-until.ts";

/** Who takes the call along, into a file or out to whoever watches. */
export interface Taking {
  /** Names of the others who do. */
  readonly names: ReadonlySignal<readonly string[]>;
  /** One does oneself. */
  readonly own: ReadonlySignal<boolean>;
  /** Everybody who does has paused it, or has a break: nothing is taken for the moment. */
  readonly paused: ReadonlySignal<boolean>;
  /** What of the call's words those who watch can read. */
  readonly texts: ReadonlySignal<TextsOnAir>;
}

/** What of the call's words goes out with a broadcast. */
export type TextsOnAir = "none" | "chat" | "captions" | "both";

/** Who records and broadcasts the call, and whether one is in what they take. */
export interface RecordingModel extends Taking {
  readonly onAir: Taking;
  readonly leftOut: ReadonlySignal<boolean>;
  /** Asks those who take the call along to leave one out, or allows it again. */
  leaveOut(leftOut: boolean): void;
}

interface TakingOptions {
  readonly room: Room;
  readonly end: AbortSignal;
}

/** How long there is to say no before the words go away; the lamp stays. */
const toastMs = 20_000;
const onAirWords = { none: "onAir.by", chat: "onAir.byChat", captions: "onAir.byCaptions", both: "onAir.byBoth" } as const;

const textsOf = (all: readonly Pick<ParticipantConsent, "chatOnAir" | "captionsOnAir">[]): TextsOnAir => {
  const [chat, captions] = [all.some(({ chatOnAir }) => chatOnAir), all.some(({ captionsOnAir }) => captionsOnAir)];
  if (chat) return captions ? "both" : "chat";
  return captions ? "captions" : "none";
};

type What = "recording" | "onAir";
const pauses = { recording: "recordingPaused", onAir: "onAirPaused" } as const;

const wordsOf = (what: What, consent: ParticipantConsent) => (what === "recording" ? "record.by" : onAirWords[textsOf([consent])]);

/** What was told already is not told again when less of it is left. */
const isMore = (now: string, told: string | undefined): boolean =>
  told === undefined || (now !== told && now !== onAirWords.none && told !== onAirWords.both);

/** Follows who does it; whoever begins, or was at it when one came, is named at once. */
const followTakers = ({ toasts, i18n: { t } }: AppContext, { room, end }: TakingOptions, what: What): Taking => {
  const { consent } = room;
  const takers = computed(() => room.participants.value.filter((participant) => participant.consent.value[what]));
  const told = new Map<string, ReturnType<typeof wordsOf>>();
  effectUntil(end, () => {
    // A name is there a moment after the person is.
    const named = takers.value
      .filter(({ name }) => name.value !== "")
      .map(({ id, name, consent: theirs }) => ({ id, name, key: wordsOf(what, theirs.value) }) as const);
    untracked(() => {
      for (const id of told.keys()) if (!takers.peek().some((one) => one.id === id)) told.delete(id);
      for (const { id, name, key } of named) {
        const isNews = isMore(key, told.get(id));
        told.set(id, key);
        if (!isNews) continue;
        const text = t(key, { name: name.peek() });
        const action = { label: t("record.leaveOut"), run: () => consent.leaveOut(true) };
        toasts.show({ text, tone: "warning", about: `${what} ${id}`, forMs: toastMs, ...(consent.leftOut.peek() ? {} : { action }) });
      }
    });
  });
  const own = consent[what];
  const pause = pauses[what];
  const paused = computed(
    () =>
      (own.value || takers.value.length > 0) &&
      (!own.value || consent[pause].value) &&
      takers.value.every((participant) => participant.consent.value[pause]),
  );
  const texts = computed(() => {
    const { chatOnAir, captionsOnAir } = consent;
    const mine = own.value ? [{ chatOnAir: chatOnAir.value, captionsOnAir: captionsOnAir.value }] : [];
    return what === "recording" ? "none" : textsOf([...mine, ...takers.value.map((participant) => participant.consent.value)]);
  });
  return { names: computed(() => takers.value.map(({ name }) => name.value)), own, paused, texts };
};

/** Follows who records and who broadcasts. */
export const createRecordingModel = (app: AppContext, options: TakingOptions): RecordingModel => {
  const { consent } = options.room;
  return {
    ...followTakers(app, options, "recording"),
    onAir: followTakers(app, options, "onAir"),
    leftOut: consent.leftOut,
    leaveOut: (leftOut) => consent.leaveOut(leftOut),
  };
};
