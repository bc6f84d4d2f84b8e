import { untracked, type ReadonlySignal } from "@preact/signals";
import type { Room, Session } from "@tfx/core";
import type { AppContext } from "../app-context.ts";
import { mediaWords, screenWords } from "../problems/media-words.ts";
import { effectUntil, everyUntil } from "../scope/effect-until.ts";
import { nextMutedSpeech, noMutedSpeech } from "./muted-speech.ts";
import type { PeopleModel, PersonModel } from "./people-model.ts";

/** What the notices are about. */
export interface NoticesOptions {
  readonly session: Session;
  readonly room: Room;
  readonly people: PeopleModel;
  readonly isHost: ReadonlySignal<boolean>;
  readonly end: AbortSignal;
}

/** Calls back with the former and the new value at each change, not at the start. */
const onChange = <T>(source: ReadonlySignal<T>, end: AbortSignal, tell: (now: T, before: T) => void): void => {
  let before = source.peek();
  effectUntil(end, () => {
    const now = source.value;
    if (now === before) return;
    const former = before;
    before = now;
    untracked(() => tell(now, former));
  });
};

/** Says who comes and goes; in a sealed room somebody's name is there a moment after they are. */
const tellComings = ({ toasts, i18n: { t } }: AppContext, { people, end }: NoticesOptions): void => {
  const greeted = new Set<PersonModel>(people.peek());
  effectUntil(end, () => {
    const present = people.value;
    const named = present.filter((person) => person.name.value !== "" && !greeted.has(person));
    const gone = [...greeted].filter((person) => !present.includes(person));
    untracked(() => {
      for (const person of named) {
        greeted.add(person);
        toasts.show({ text: t("call.joined", { name: person.name.peek() }), about: person.id });
      }
      for (const person of gone) {
        greeted.delete(person);
        toasts.show({ text: t("call.left", { name: person.name.peek() }), about: person.id });
      }
    });
  });
};

const tellSigns = ({ toasts, i18n: { t } }: AppContext, { people, end }: NoticesOptions): void => {
  let before = { hands: new Set<PersonModel>(), screens: new Set<PersonModel>() };
  effectUntil(end, () => {
    const hands = new Set(people.value.filter((person) => person.hand.value));
    const screens = new Set(people.value.filter((person) => person.screenOn.value));
    const former = before;
    before = { hands, screens };
    untracked(() => {
      for (const person of hands) {
        if (!former.hands.has(person)) toasts.show({ text: t("call.handUp", { name: person.name.peek() }), about: `hand ${person.id}` });
      }
      for (const person of screens) {
        if (!former.screens.has(person))
          toasts.show({ text: t("call.sharing", { name: person.name.peek() }), about: `screen ${person.id}` });
      }
    });
  });
};

const tellMutedSpeech = ({ toasts, i18n: { t } }: AppContext, { session, end }: NoticesOptions): void => {
  const { microphone } = session.media;
  let state = noMutedSpeech;
  everyUntil(end, 100, () => {
    const muted = microphone.state.peek() === "muted";
    const next = nextMutedSpeech(state, { muted, level: microphone.level.peek(), nowMs: performance.now() });
    state = next.state;
    if (!next.hint) return;
    const action = { label: t("call.unmute"), run: () => void microphone.enable() };
    const takeAway = toasts.show({ text: t("call.mutedSpeech"), tone: "warning", about: "muted", action });
    const gone = new AbortController();
    onChange(microphone.state, AbortSignal.any([end, gone.signal]), () => {
      takeAway();
      queueMicrotask(() => gone.abort());
    });
  });
};

const tellDevices = ({ toasts, i18n: { t } }: AppContext, { session, end }: NoticesOptions): void => {
  const { microphone, camera, screen } = session.media;
  for (const [kind, device] of [["microphone", microphone] as const, ["camera", camera] as const])
    onChange(device.problem, end, (problem) => {
      if (problem === undefined) return;
      const { title, text } = mediaWords(t, kind, problem);
      // One that is not there any more was pulled out.
      const isGone = problem.code === "media/not-found";
      toasts.show({ text: isGone ? t(`call.${kind}Lost`) : `${title}. ${text}`, tone: "warning", about: kind });
    });
  onChange(screen.problem, end, (problem) => {
    const words = problem && screenWords(t, problem);
    if (words !== undefined) toasts.show({ text: `${words.title}. ${words.text}`, tone: "warning", about: "screen" });
  });
};

/** Short messages about what changes in a call. */
export const createNotices = (app: AppContext, options: NoticesOptions): void => {
  const { toasts, i18n } = app;
  const { room, session, isHost, end } = options;
  tellComings(app, options);
  tellSigns(app, options);
  tellMutedSpeech(app, options);
  tellDevices(app, options);
  onChange(isHost, end, (now) => {
    if (now) toasts.show({ text: i18n.t("call.hostNow"), about: "host" });
  });
  onChange(room.facts, end, (now, before) => {
    if (now.locked !== before.locked) toasts.show({ text: i18n.t(now.locked ? "call.locked" : "call.unlocked"), about: "lock" });
  });
  onChange(session.state, end, (now, before) => {
    if (now === "joined" && before === "reconnecting") toasts.show({ text: i18n.t("call.reconnected"), about: "server" });
  });
};
