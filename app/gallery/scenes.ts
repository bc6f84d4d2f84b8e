import { signal } from "@preact/signals";
import type { TrackSource } from "@tfx/protocol";
import { TfxError, parseInvite, roomName } from "@tfx/protocol";
import type { SharedPage, SharedPages } from "../src/ink/shared-page.ts";
import type { FakePlatform } from "../src/testing/fake-app.ts";
import { createFakeMedia, type FakeMedia } from "../src/testing/fake-media.ts";
import {
  createFakeParticipant,
  createFakeRoom,
  createFakeSession,
  type FakeParticipant,
  type FakeSession,
  allowsAll,
} from "../src/testing/fake-session.ts";
import { portraitTrack, screenTrack } from "./portraits.ts";

/** One picture of the gallery: how it begins, and what happens once it is shown. */
export interface Scene {
  readonly session?: () => FakeSession;
  readonly at?: "start" | "room" | "unreadable";
  readonly kind?: "extension" | "web";
  readonly open?: boolean;
  readonly stored?: object;
  /** In the call at once, as after a reload. */
  readonly inCall?: boolean;
  readonly sharedPages?: SharedPages;
  readonly after?: (scene: { session: FakeSession; platform: FakePlatform }) => void;
}

const names = ["Amara", "Jonas", "Mei Lin", "Ravi Chandrasekaran-Whitfield", "Zoë", "Tomás", "Ingrid", "Kofi", "Aiko", "Noor"];
const invite = parseInvite(`https://call.example/r/amber-otter-lake#k=${"q".repeat(43)}`, "");

/** The invite of all scenes. */
export const sceneInvite = (open: boolean) => {
  const { server, room, secret } = invite;
  return open || secret === undefined ? { server, room } : { server, room, secret };
};

const withTracks = (participant: FakeParticipant, tracks: Partial<Record<TrackSource, MediaStreamTrack | undefined>>): FakeParticipant => {
  const entries = Object.entries(tracks).filter((entry): entry is [TrackSource, MediaStreamTrack] => entry[1] !== undefined);
  participant.tracks.value = new Map(entries);
  return participant;
};

const media = (): FakeMedia => createFakeMedia({ camera: { track: portraitTrack(3) }, screenTrack: screenTrack() });

const person = (index: number): FakeParticipant =>
  withTracks(createFakeParticipant(names[index] ?? `Person ${index}`), { camera: portraitTrack(index) });

const callWith =
  (count: number, change?: (people: readonly FakeParticipant[]) => void, host = true) =>
  () => {
    const people = Array.from({ length: count }, (_, index) => person(index < 3 ? index : index + 1));
    change?.(people);
    return createFakeSession({ media: media(), join: createFakeRoom({ people, host }) });
  };

const lobby =
  (options: Parameters<typeof createFakeSession>[0] = {}) =>
  () =>
    createFakeSession({ media: media(), ...options });

const speak = (participant: FakeParticipant | undefined): void => {
  if (participant !== undefined) setInterval(() => (participant.level.value = 0.2), 100);
};

const press = (key: string, rest: KeyboardEventInit = {}): void => {
  window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...rest }));
};

const day = 86_400_000;
const recents = [
  { invite: { server: invite.server, room: invite.room }, names: ["Jonas", "Mei Lin"], at: Date.now() - 12 * 60_000 },
  { invite: { server: invite.server, room: roomName.parse("quiet-fern-harbour") }, names: ["Amara"], at: Date.now() - day },
  { invite: { server: invite.server, room: roomName.parse("brisk-heron-cove") }, names: [], at: Date.now() - 6 * day },
];
const stored = { recents };
const call = { at: "room", inCall: true } as const;
const off = (on: readonly TrackSource[]) => ({ on: new Set(on), hand: false, screen: { paused: false, drawing: "off" as const } });

const preparedPage: SharedPage = { handle: "h", title: "Plans for the garden", order: () => undefined, onWish: () => () => undefined };

/** Somebody underlines and points, again and again: ink vanishes. */
const keepDrawing = ({ room }: FakeSession): void => {
  const draw = () => {
    const [first, second] = room.value?.participants.value ?? [];
    if (first === undefined || second === undefined) return;
    const points = Array.from({ length: 40 }, (_, step) => [0.25 + step * 0.008, 0.42 + Math.sin(step / 4) * 0.02]).flat();
    room.value?.receive("tfx.ink", { from: second.id, value: { do: "draw", share: first.id, stroke: 1, from: 0, points } });
    room.value?.receive("tfx.ink", { from: first.id, value: { do: "point", share: first.id, x: 0.7, y: 0.6 } });
  };
  setInterval(draw, 300);
};

const media1 = (problem: TfxError) => createFakeMedia({ camera: { problem }, microphone: { problem } });

/** All scenes by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  start: { at: "start", stored },
  "start-empty": { at: "start" },
  "start-unreadable": { at: "unreadable" },
  lobby: { at: "room", session: lobby({ peek: { empty: false, locked: false, full: false, names: ["Amara", "Jonas"] } }) },
  "lobby-extension": { at: "room", kind: "extension", session: lobby() },
  "lobby-open": { at: "room", open: true, session: lobby() },
  "lobby-camera-off": { at: "room", stored: { settings: { name: "Ravi", joinWithoutCamera: true, joinMuted: true } }, session: lobby() },
  "lobby-asking": {
    at: "room",
    session: () => createFakeSession({ media: createFakeMedia({ camera: { asks: true }, microphone: { asks: true } }) }),
  },
  "lobby-blocked": { at: "room", session: () => createFakeSession({ media: media1(new TfxError("media/blocked")) }) },
  "lobby-busy": {
    at: "room",
    session: () =>
      createFakeSession({
        media: createFakeMedia({
          camera: { problem: new TfxError("media/busy") },
          microphone: { problem: new TfxError("media/not-found") },
        }),
      }),
  },
  "lobby-full": { at: "room", session: lobby({ peek: new TfxError("room/full", { capacity: 8 }) }) },
  "lobby-secret": { at: "room", session: lobby({ peek: new TfxError("room/secret-needed") }) },
  "lobby-unreachable": { at: "room", session: lobby({ peek: new TfxError("server/unreachable") }) },
  "lobby-name-needed": {
    at: "room",
    stored: { settings: { name: "" } },
    session: lobby(),
    after: () => document.querySelector<HTMLButtonElement>("button[type=submit]")?.click(),
  },
  "call-alone": { ...call, session: callWith(0) },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 8].map((count) => [`call-${count + 1}`, { ...call, session: callWith(count, (people) => speak(people[0])) }]),
  ),
  "call-states": {
    ...call,
    session: callWith(6, (people) => {
      const [muted, hand, connecting, interrupted, failed, weak] = people;
      if (muted) muted.media.value = off(["camera"]);
      if (hand) hand.media.value = { ...hand.media.value, on: new Set(["microphone"]), hand: true };
      if (hand) hand.tracks.value = new Map();
      if (connecting) connecting.link.value = "connecting";
      if (connecting) connecting.tracks.value = new Map();
      if (interrupted) interrupted.link.value = "interrupted";
      if (failed) failed.link.value = "failed";
      if (weak) weak.stats.value = { rttMs: 320, lossIn: 0.08, kbpsIn: 200, kbpsOut: 150, fpsIn: 9, path: "relay-tcp", quality: "poor" };
    }),
  },
  "call-taken": {
    ...call,
    session: callWith(2, ([first, second]) => {
      if (first) first.consent.value = { ...allowsAll, recording: true };
      if (second) second.consent.value = { ...allowsAll, onAir: true };
    }),
  },
  "call-taken-paused": {
    ...call,
    session: callWith(2, ([first]) => {
      if (first) first.consent.value = { ...allowsAll, recording: true, recordingPaused: true, onAir: true };
    }),
  },
  "call-screen": {
    ...call,
    session: callWith(3, ([first]) => {
      if (first === undefined) return;
      first.media.value = off(["microphone", "camera", "screen"]);
      withTracks(first, { camera: portraitTrack(0), screen: screenTrack() });
    }),
  },
  "call-screen-drawn": {
    ...call,
    session: callWith(3, ([first]) => {
      if (first === undefined) return;
      first.media.value = { ...off(["microphone", "camera", "screen"]), screen: { paused: false, drawing: "picture" } };
      withTracks(first, { camera: portraitTrack(0), screen: screenTrack() });
    }),
    after: ({ session }) => keepDrawing(session),
  },
  "call-screen-paused": {
    ...call,
    session: callWith(3, ([first]) => {
      if (first !== undefined) first.media.value = { ...off(["microphone", "camera"]), screen: { paused: true, drawing: "off" } };
    }),
  },
  "call-share-offered": { ...call, kind: "extension", session: callWith(2), sharedPages: { pages: signal([preparedPage]) } },
  "call-own-screen": { ...call, session: callWith(2), after: ({ session }) => void session.media.screen.start() },
  "call-speaker": { ...call, session: callWith(4, (people) => speak(people[1])), after: () => setTimeout(() => press("2"), 600) },
  "call-people": { ...call, session: callWith(3), after: () => press("u", { code: "KeyU" }) },
  "call-people-guest": { ...call, session: callWith(3, undefined, false), after: () => press("u", { code: "KeyU" }) },
  "call-invite": { ...call, session: callWith(1), after: () => press("i", { code: "KeyI" }) },
  "call-more": {
    ...call,
    session: callWith(3),
    after: () => document.querySelector<HTMLElement>("[role=toolbar] button[aria-haspopup=menu][aria-label=More]")?.click(),
  },
  "call-reactions": {
    ...call,
    session: callWith(3, (people) => people.forEach((one) => (one.media.value = { ...one.media.value, hand: one.name.value === "Jonas" }))),
    after: ({ session }) => {
      const [first, second] = session.room.value?.participants.value ?? [];
      if (first) session.room.value?.receive("tfx.reaction", { from: first.id, value: { emoji: "🎉" } });
      if (second) session.room.value?.receive("tfx.reaction", { from: second.id, value: { emoji: "👍" } });
      document.querySelector<HTMLElement>('[role=toolbar] button[aria-label="Hand and reactions"]')?.click();
    },
  },
  "call-muted-speech": {
    ...call,
    session: callWith(2),
    after: ({ session }) => {
      session.media.microphone.disable();
      session.media.microphone.level.value = 0.4;
    },
  },
  "call-reconnecting": { ...call, session: callWith(2), after: ({ session }) => (session.state.value = "reconnecting") },
  "call-palette": { ...call, session: callWith(3), after: () => press("/") },
  "call-keys": { ...call, session: callWith(3), after: () => press("?") },
  "call-settings": { ...call, session: callWith(3), after: () => press(",", { ctrlKey: true }) },
  "call-remove": {
    ...call,
    session: callWith(3),
    after: () => {
      document.querySelector<HTMLElement>(".tfx-tile__menu button")?.click();
      setTimeout(() => document.querySelector<HTMLElement>(".tfx-menu__item--danger")?.click(), 100);
    },
  },
  "call-seal": {
    ...call,
    kind: "extension",
    session: callWith(2),
    after: () => document.querySelector<HTMLElement>(".tfx-top .tfx-pill")?.click(),
  },
  "call-news": {
    ...call,
    session: callWith(2),
    after: ({ session }) => {
      const room = session.room.value;
      if (room !== undefined) room.participants.value = [...room.participants.value, person(6), person(7)];
    },
  },
  "ended-left": { ...call, session: callWith(2), after: () => document.querySelector<HTMLElement>(".tfx-icon-button--leave")?.click() },
  "ended-removed": {
    ...call,
    session: callWith(2),
    after: ({ session }) => {
      session.problem.value = new TfxError("room/removed");
      session.room.value = undefined;
    },
  },
  "ended-lost": {
    ...call,
    session: callWith(2),
    after: ({ session }) => {
      session.problem.value = new TfxError("server/unreachable");
      session.room.value = undefined;
    },
  },
  rejoining: {
    ...call,
    session: () => {
      const session = createFakeSession({ media: media() });
      session.answers.join = undefined;
      return session;
    },
  },
};
