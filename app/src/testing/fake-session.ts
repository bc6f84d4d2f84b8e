import { signal, type Signal } from "@preact/signals";
import {
  eachAnnounced,
  type LinkState,
  type LinkStats,
  type Participant,
  type ParticipantConsent,
  type ParticipantMedia,
  type Room,
  type RoomPreview,
  type Session,
  type SessionState,
  type Topic,
  type TopicMessage,
  type TopicOptions,
  type ViewSize,
} from "@tfx/core";
import { participantId, roomName, TfxError, type ParticipantId, type RoomFacts, type TrackSource } from "@tfx/protocol";
import { createFakeMedia, type FakeMedia } from "./fake-media.ts";

/** An id that is the same for the same text. */
export const fakeId = (text: string): ParticipantId => participantId.parse(text.replaceAll(/\W/g, "_").padEnd(22, "0").slice(0, 22));

/** Somebody whose signals a test can write. */
export interface FakeParticipant extends Participant {
  readonly name: Signal<string>;
  readonly link: Signal<LinkState>;
  readonly media: Signal<ParticipantMedia>;
  readonly consent: Signal<ParticipantConsent>;
  readonly tracks: Signal<ReadonlyMap<TrackSource, MediaStreamTrack>>;
  readonly level: Signal<number>;
  readonly stats: Signal<LinkStats | undefined>;
  /** What was reported with `show`, in order. */
  readonly shown: { camera: ViewSize; screen: ViewSize }[];
}

/** Nothing is taken, and nothing is asked for. */
export const allowsAll: ParticipantConsent = { ...eachAnnounced(() => false), leftOut: false };

/** Somebody else in a room. */
export const createFakeParticipant = (name: string, on: readonly TrackSource[] = ["microphone", "camera"]): FakeParticipant => {
  const shown: FakeParticipant["shown"] = [];
  return {
    id: fakeId(name),
    joinedAt: 0,
    name: signal(name),
    link: signal<LinkState>("connected"),
    media: signal<ParticipantMedia>({ on: new Set(on), hand: false, screen: { paused: false, drawing: "off" } }),
    consent: signal<ParticipantConsent>(allowsAll),
    tracks: signal<ReadonlyMap<TrackSource, MediaStreamTrack>>(new Map()),
    level: signal(0),
    stats: signal<LinkStats | undefined>(undefined),
    shown,
    report: () => Promise.resolve(undefined),
    show: (view) => void shown.push(view),
    hold: () => () => undefined,
  };
};

/** A room whose signals a test can write, with a record of what was asked of it. */
export interface FakeRoom extends Room {
  readonly participants: Signal<readonly FakeParticipant[]>;
  readonly facts: Signal<RoomFacts>;
  readonly asked: string[];
  /** What was sent on topics, and a way to let something arrive. */
  readonly sent: { topic: string; value: unknown }[];
  receive(topic: string, message: TopicMessage<unknown>): void;
}

const createFakeTopics = (sent: FakeRoom["sent"]) => {
  const listeners = new Map<string, Set<(message: TopicMessage<unknown>) => void>>();
  const listenersOf = (name: string) => listeners.get(name) ?? listeners.set(name, new Set()).get(name) ?? new Set();
  return {
    receive: (name: string, message: TopicMessage<unknown>) => listenersOf(name).forEach((listener) => listener(message)),
    topic: <T>(options: TopicOptions<T>): Topic<T> => ({
      name: options.name,
      send: (value) => {
        sent.push({ topic: options.name, value });
        return Promise.resolve();
      },
      on: (listener) => {
        const checked = (message: TopicMessage<unknown>) => {
          const parsed = options.schema.safeParse(message.value);
          if (parsed.success) listener({ from: message.from, value: parsed.data });
        };
        listenersOf(options.name).add(checked);
        return () => void listenersOf(options.name).delete(checked);
      },
    }),
  };
};

const createFakeConsent = (): Room["consent"] => {
  const own = eachAnnounced(() => signal(false));
  const leftOut = signal(false);
  return { ...own, leftOut, announce: (what, on) => void (own[what].value = on), leaveOut: (on) => void (leftOut.value = on) };
};

/** A room that this person is in. */
export const createFakeRoom = (
  options: { people?: readonly FakeParticipant[]; host?: boolean; sealed?: boolean; name?: string } = {},
): FakeRoom => {
  const self = fakeId("self");
  const asked: string[] = [];
  const sent: FakeRoom["sent"] = [];
  const up = signal(false);
  const facts = signal<RoomFacts>({ host: options.host === false ? fakeId("Amara") : self, locked: false, capacity: 8 });
  const participants = signal(options.people ?? []);
  return {
    name: roomName.parse(options.name ?? "amber-otter-lake"),
    sealed: options.sealed ?? true,
    self,
    joinedAt: 0,
    participants,
    facts,
    asked,
    sent,
    hand: { raised: up, raise: (value) => void (up.value = value) },
    consent: createFakeConsent(),
    broadcastGrant: () => Promise.resolve({ stream: "granted" }),
    host: {
      lock: (locked) => {
        asked.push(`lock ${locked}`);
        facts.value = { ...facts.value, locked };
        return Promise.resolve();
      },
      remove: (id) => {
        asked.push(`remove ${id}`);
        participants.value = participants.value.filter((participant) => participant.id !== id);
        return Promise.resolve();
      },
      end: () => {
        asked.push("end");
        return Promise.resolve();
      },
    },
    ...createFakeTopics(sent),
  };
};

/** A session whose answers a test decides. */
export interface FakeSession extends Session {
  readonly state: Signal<SessionState>;
  readonly room: Signal<FakeRoom | undefined>;
  readonly problem: Signal<TfxError | undefined>;
  readonly media: FakeMedia;
  readonly asked: string[];
  /** What `peek` and `join` answer: a value or a reason. */
  answers: { peek: RoomPreview | TfxError; join: FakeRoom | TfxError | undefined };
}

const emptyRoom: RoomPreview = { empty: true, locked: false, full: false, names: [] };
const answer = <T>(value: T | TfxError): Promise<T> => (value instanceof TfxError ? Promise.reject(value) : Promise.resolve(value));

/** A session without a server; `join: undefined` never answers. */
export const createFakeSession = (
  options: { media?: FakeMedia; peek?: RoomPreview | TfxError; join?: FakeRoom | TfxError } = {},
): FakeSession => {
  const state = signal<SessionState>("idle");
  const room = signal<FakeRoom | undefined>(undefined);
  const asked: string[] = [];
  const session: FakeSession = {
    state,
    room,
    problem: signal<TfxError | undefined>(undefined),
    media: options.media ?? createFakeMedia(),
    asked,
    answers: { peek: options.peek ?? emptyRoom, join: options.join ?? createFakeRoom() },
    peek: () => answer(session.answers.peek),
    join: async ({ room: name, name: person }) => {
      asked.push(`join ${name} as ${person}`);
      state.value = "joining";
      try {
        const joined = await (session.answers.join === undefined ? new Promise<FakeRoom>(() => undefined) : answer(session.answers.join));
        room.value = joined;
        state.value = "joined";
        return joined;
      } catch (error) {
        state.value = "idle";
        throw error;
      }
    },
    leave: () => {
      asked.push("leave");
      room.value = undefined;
      state.value = "idle";
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => {
      asked.push("dispose");
      return Promise.resolve();
    },
  };
  return session;
};
