import { computed, type ReadonlySignal } from "@preact/signals";
import type { LocalMedia, Room } from "@tfx/core";
import type { FileExchange } from "@tfx/core/files";
import type { Listening } from "@tfx/core/sound";
import type { ParticipantId } from "@tfx/protocol";
import type { ParticipantInfo, Permission, Summary, Surface, TileBox, WidgetManifest } from "@tfx/protocol/widgets";
import {
  createWidgetFetch,
  createWidgetStorage,
  type GrantsStore,
  type InstanceServices,
  type InstanceState,
  type Listen,
  type TextStorage,
} from "@tfx/widget-host";
import type { AppContext } from "../app-context.ts";
import { createInstanceFiles } from "./files/instance-files.ts";
import type { FrameGrabber } from "./frame-grabber.ts";
import { listenToBands } from "./listen-to-bands.ts";
import { liveOf } from "./live-of.ts";
import { nameIn } from "./manifest-words.ts";
import type { createPageLook } from "./page-look.ts";
import { openLink } from "./open-link.ts";
import type { OwnPicture } from "./own-picture.ts";
import type { AskServer } from "./outside-fetch.ts";
import type { Questions } from "./questions.ts";
import type { WayBack } from "./way-back.ts";
import { tellDeveloper } from "./tell-developer.ts";
import { createTrustedServices } from "./trusted-services.ts";
import { widgetIcon } from "./widget-icon.ts";
import "../i18n/en-widgets.ts";

/** What all instances of a call share. */
export interface WidgetGround {
  readonly app: AppContext;
  readonly room: Room;
  readonly media: LocalMedia;
  /** The own name. */
  readonly name: string;
  readonly look: ReturnType<typeof createPageLook>;
  readonly grabber: FrameGrabber;
  readonly questions: Questions;
  readonly feeds: InstanceServices["feeds"];
  readonly storage: TextStorage;
  readonly grants: GrantsStore;
  readonly files: FileExchange;
  readonly picture: OwnPicture;
  readonly listening: Listening;
  readonly wayBack: WayBack;
  /** Asks servers that are not ours. */
  readonly ask: AskServer;
}

/** What differs for one instance. */
export interface InstanceGround {
  readonly id: string;
  readonly manifest: WidgetManifest;
  readonly state: InstanceState;
  /** Aborts when the instance ends. */
  readonly end: AbortSignal;
  /** Who has the widget open. */
  readonly users: ReadonlySignal<ReadonlySet<ParticipantId>>;
  readonly shown: ReadonlySignal<Surface | null>;
  /** Where it opens; undefined for a widget that is never seen. */
  home(): Surface | undefined;
  readonly tiles: ReadonlySignal<readonly TileBox[]>;
  readonly onCommand: Listen<string>;
  pointer(catches: boolean): void;
  open(surface: Surface): Promise<void>;
  close(): void;
  /** A key in its frame asked for the way back to the call. */
  leave(): void;
  badge(count: number): void;
  summary(lines: Summary): void;
}

/** Everything that the gate may let this instance reach, made from core and the page. */
export const createInstanceServices = (ground: WidgetGround, instance: InstanceGround): InstanceServices => {
  const { app, room, media } = ground;
  const { manifest, state } = instance;
  return {
    self: room.self,
    room: liveOf(roomInfoOf(room)),
    lock: (locked) => room.host.lock(locked),
    remove: (participant) => room.host.remove(participant),
    participants: liveOf(participantsOf(ground, instance.users)),
    state,
    levels: () => levelsOf(room, media),
    bands: () => listenToBands(ground),
    frame: async ({ participant, source, width }) => {
      const track = trackOf(ground, participant, source);
      return track === undefined ? undefined : ground.grabber.grab(track, width);
    },
    stats: () => statsOf(room),
    video: ground.picture.servicesOf(instance.id, { foreign: manifest.kind !== "builtin" }),
    ui: {
      shown: liveOf(instance.shown),
      open: (surface) => instance.open(surface),
      close: () => instance.close(),
      leave: () => instance.leave(),
      tiles: liveOf(instance.tiles),
      pointer: (catches) => instance.pointer(catches),
      toast: (text) => showToast(app, { ...instance, text }),
      confirm: ({ text, yes }, signal) => ground.questions.ask({ manifest, permissions: [], text, yes }, signal),
      openLink: (url, signal) => openLink({ i18n: app.i18n, questions: ground.questions }, { manifest, url, signal }),
      badge: (count) => instance.badge(count),
      summary: (lines) => instance.summary(lines),
    },
    onCommand: instance.onCommand,
    storage: createWidgetStorage(ground.storage, manifest.id),
    fetch: createWidgetFetch(ground.ask),
    copy: (text) => app.platform.copy(text),
    save: saveFile,
    files: createInstanceFiles(ground.files, instance.end),
    notify: (text) => notify(nameIn(manifest, app.i18n.language.peek()), text),
    feeds: ground.feeds,
    ask: (permissions, signal) => askFor(ground, { manifest, id: instance.id, permissions, signal }),
    theme: liveOf(ground.look),
    locale: liveOf(computed(() => ({ locale: app.i18n.language.value, direction: app.i18n.direction.value }))),
    log: ({ level, text }) => {
      // oxlint-disable-next-line no-console -- for authors, who look there; sent nowhere
      globalThis.console[level](`[${manifest.id}] ${text}`);
      if (level === "error" && manifest.kind !== "builtin") tellDeveloper(app, manifest, text);
    },
    trusted: manifest.kind === "builtin" ? createTrustedServices(ground, manifest) : undefined,
  };
};

type ToastGround = Pick<InstanceGround, "manifest" | "shown" | "home" | "open"> & { readonly text: string };

/** What a widget says, with the way to it where it is not seen. A foreign one is named, so that it cannot pass for another. */
const showToast = ({ toasts, i18n: { t, language } }: AppContext, { manifest, shown, home, open, text }: ToastGround): void => {
  const place = shown.peek() === null ? home() : undefined;
  toasts.show({
    text: manifest.kind === "builtin" ? text : t("widgets.says", { name: nameIn(manifest, language.peek()), text }),
    icon: widgetIcon(manifest.icon),
    about: manifest.id,
    action: place === undefined ? undefined : { label: t("widgets.show"), run: () => void open(place) },
  });
};

/** Asks for permissions; those that are allowed hold until the call ends. */
const askFor = async (
  { questions, grants, room }: WidgetGround,
  { manifest, id, permissions, signal }: { manifest: WidgetManifest; id: string; permissions: readonly Permission[]; signal: AbortSignal },
): Promise<readonly Permission[]> => {
  const isAllowed = await questions.ask({ manifest, permissions, text: undefined, yes: undefined }, signal);
  if (!isAllowed) return [];
  const origins = permissions.includes("net:fetch") ? manifest.network.map(({ origin }) => origin) : [];
  await grants.allow(manifest, { permissions, origins }, { instance: id, room: room.name, lasts: "call" });
  return permissions;
};

const roomInfoOf = (room: Room) =>
  computed(() => ({
    name: room.name,
    sealed: room.sealed,
    locked: room.facts.value.locked,
    people: room.participants.value.length + 1,
    now: Date.now(),
  }));

const participantsOf = ({ room, name }: WidgetGround, users: ReadonlySignal<ReadonlySet<ParticipantId>>) =>
  computed<readonly ParticipantInfo[]>(() => {
    const { host } = room.facts.value;
    const role = (id: ParticipantId) => (id === host ? "host" : "guest");
    const others = room.participants.value.map(
      ({ id, joinedAt, name: theirs }) =>
        ({
          id,
          isSelf: false,
          role: role(id),
          joinedAt,
          present: users.value.has(id),
          name: theirs.value,
        }) as const,
    );
    return [{ id: room.self, isSelf: true, role: role(room.self), joinedAt: room.joinedAt, present: true, name }, ...others];
  });

const levelsOf = (room: Room, { microphone }: LocalMedia) => [
  { participant: room.self, level: microphone.state.peek() === "on" ? microphone.level.peek() : 0 },
  ...room.participants
    .peek()
    .map(({ id, level, media }) => ({ participant: id, level: media.peek().on.has("microphone") ? level.peek() : 0 })),
];

const trackOf = ({ room, media }: WidgetGround, participant: ParticipantId, source: "camera" | "screen") =>
  participant === room.self
    ? media.sending.peek().get(source)
    : room.participants
        .peek()
        .find(({ id }) => id === participant)
        ?.tracks.peek()
        .get(source);

/** Addresses of people are nobody's business: candidates go without them. */
const withoutAddresses = ({
  address: _address,
  ip: _ip,
  relatedAddress: _related,
  url: _url,
  usernameFragment: _fragment,
  ...entry
}: Record<string, unknown>) => entry;

const statsOf = async (room: Room) =>
  Promise.all(
    room.participants.peek().map(async (participant) => {
      const report = await participant.report();
      const entries = report === undefined ? [] : [...(report as ReadonlyMap<string, Record<string, unknown>>).values()];
      return { participant: participant.id, report: entries.map(withoutAddresses) };
    }),
  );

const saveFile: InstanceServices["save"] = async ({ name, type, bytes }) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const notify = (title: string, body: string): void => {
  if (document.visibilityState === "visible" || Notification.permission !== "granted") return;
  // oxlint-disable-next-line no-new -- a notification is shown by being made
  new Notification(title, { body });
};
