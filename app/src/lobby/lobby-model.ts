import { computed, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { Room, RoomPreview, Session } from "@tfx/core";
import { displayName, TfxError, type Invite } from "@tfx/protocol";
import type { AppContext } from "../app-context.ts";
import { sealLine } from "../call/seal-words.ts";
import { readInvite } from "../join-field/read-invite.ts";
import { createDevicesModel, type DevicesModel } from "../media/device-model.ts";
import { deviceProblems } from "../problems/media-words.ts";
import { doorWords, type DoorWords } from "../problems/door-words.ts";
import { effectUntil, everyUntil } from "../scope/effect-until.ts";
import { hostOf } from "../scope/host-of.ts";

const joiningWordMs = 200;
const peekAgainMs = 10_000;
const knockAgainMs = 3_000;

/** The lobby: how one looks and sounds, who is inside, and the way in. */
export interface LobbyModel {
  readonly invite: Invite;
  readonly sealed: boolean;
  /** How safe the call will be, in a line; absent while the door is closed, when nothing is known of the room. */
  readonly safety: ReadonlySignal<string | undefined>;
  readonly devices: DevicesModel;
  readonly deviceProblems: ReadonlySignal<ReturnType<typeof deviceProblems>>;
  retryDevices(): void;
  readonly name: ReadonlySignal<string>;
  readonly nameProblem: ReadonlySignal<string | undefined>;
  rename(name: string): void;
  /** Who is inside; `undefined` while that is being found out. */
  readonly preview: ReadonlySignal<RoomPreview | undefined>;
  /** Why one cannot get in, with what can be done. */
  readonly door: ReadonlySignal<DoorWords | undefined>;
  readonly joining: ReadonlySignal<boolean>;
  /** Absent while joining and while the door is closed. */
  readonly join: ReadonlySignal<(() => void) | undefined>;
  knockAgain(): void;
  /** Goes to the room of a pasted link, or of a name where that is enough; returns what is wrong with the text. */
  paste(text: string, needs: "any" | "link"): string | undefined;
  newRoom(): void;
  back(): void;
}

/** What a lobby belongs to. */
export interface LobbyOptions {
  readonly session: Session;
  readonly invite: Invite;
  readonly newRoom: () => void;
  readonly onJoined: (room: Room) => void;
  readonly end: AbortSignal;
}

/** Asks for the devices as the settings wish; one question of the browser for both. */
const startDevices = async ({ settings }: AppContext, { media }: Session): Promise<void> => {
  const { microphoneId, cameraId, joinMuted, joinWithoutCamera } = settings.value.peek();
  await Promise.all([media.microphone.select(microphoneId), media.camera.select(cameraId)]);
  const microphone = media.microphone.enable();
  if (!joinWithoutCamera) void media.camera.enable();
  if ((await microphone) && joinMuted) media.microphone.disable();
};

const createDoor = (app: AppContext, { session, invite, end }: LobbyOptions) => {
  const preview = signal<RoomPreview | undefined>(undefined);
  const problem = signal<TfxError | undefined>(undefined);
  const look = async () => {
    try {
      const seen = await session.peek({ ...invite, signal: end });
      preview.value = seen;
      problem.value = seen.full ? new TfxError("room/full", { capacity: 0 }) : seen.locked ? new TfxError("room/locked") : undefined;
    } catch (error) {
      if (!end.aborted) problem.value = TfxError.from(error);
    }
  };
  const words = computed(() => {
    const { platform, i18n, online } = app;
    return problem.value && doorWords(i18n, problem.value, { host: hostOf(invite.server), kind: platform.kind, online: online.value });
  });
  return { preview, problem, look, words };
};

const createName = ({ settings, i18n: { t } }: AppContext) => {
  const name = signal(settings.value.peek().name);
  const complains = signal(false);
  const problem = computed(() => {
    if (name.value.trim() === "") return complains.value ? t("lobby.nameNeeded") : undefined;
    return displayName.safeParse(name.value).success ? undefined : t("lobby.nameWrong");
  });
  /** The checked name; complains in the field when there is none. */
  const check = (): string | undefined => {
    complains.value = true;
    return displayName.safeParse(name.peek()).data;
  };
  return { name, problem, check };
};

type Door = ReturnType<typeof createDoor>;

/** Looks again now and then: the list of people stays fresh, and a server that comes back opens the door. */
const keepLooking = (
  { online }: AppContext,
  door: Door,
  { joining, end }: { joining: ReadonlySignal<boolean>; end: AbortSignal },
): void => {
  void door.look();
  everyUntil(end, peekAgainMs, () => {
    if (!joining.peek() && door.problem.peek() === undefined) void door.look();
  });
  everyUntil(end, knockAgainMs, () => {
    if (door.words.peek()?.waits === true) void door.look();
  });
  effectUntil(end, () => {
    const isBack = online.value;
    untracked(() => {
      if (isBack && door.words.peek()?.waits === true) void door.look();
    });
  });
};

const createEntry = (app: AppContext, { session, invite, onJoined, end }: LobbyOptions, door: Door) => {
  const person = createName(app);
  const joining = signal(false);
  let underWay = false;
  const enter = async (name: string) => {
    underWay = true;
    // A join that is quick needs no word, and drawing one would only slow it down.
    const timer = setTimeout(() => (joining.value = true), joiningWordMs);
    app.settings.update({ name });
    try {
      onJoined(await session.join({ ...invite, name, signal: end }));
    } catch (error) {
      if (!end.aborted) door.problem.value = TfxError.from(error);
    } finally {
      clearTimeout(timer);
      underWay = false;
      joining.value = false;
    }
  };
  const start = () => {
    const name = person.check();
    if (name !== undefined && !underWay) void enter(name);
  };
  return { person, joining, join: computed(() => (joining.value || door.words.value !== undefined ? undefined : start)) };
};

/** The lobby of a room; devices start and the door is looked through at once. */
export const createLobbyModel = (app: AppContext, options: LobbyOptions): LobbyModel => {
  const { invite, end, newRoom } = options;
  const { microphone, camera } = options.session.media;
  const { platform, i18n } = app;
  const host = hostOf(invite.server);
  const sealed = invite.secret !== undefined;
  const door = createDoor(app, options);
  const { person, joining, join } = createEntry(app, options, door);
  void startDevices(app, options.session);
  keepLooking(app, door, { joining, end });
  return {
    invite,
    sealed,
    safety: computed(() => (door.words.value === undefined ? sealLine(i18n.t, { kind: platform.kind, sealed, host }) : undefined)),
    devices: createDevicesModel(app, options.session.media),
    deviceProblems: computed(() => deviceProblems(i18n.t, { microphone: microphone.problem.value, camera: camera.problem.value })),
    retryDevices: () => {
      for (const device of [microphone, camera]) if (device.problem.peek() !== undefined) void device.enable();
    },
    name: person.name,
    nameProblem: person.problem,
    rename: (name) => (person.name.value = name),
    preview: door.preview,
    door: door.words,
    joining,
    join,
    knockAgain: () => void door.look(),
    paste: (text, needs) => {
      const read = readInvite(text, invite.server);
      if (needs === "link" && read?.secret === undefined) return i18n.t("join.notFullLink");
      if (read === undefined) return i18n.t("join.invalid");
      platform.go({ at: "room", invite: read });
      return undefined;
    },
    newRoom,
    back: () => platform.go({ at: "start" }),
  };
};
