import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Room, Session } from "@tfx/core";
import { formatInvite, TfxError, type Invite, type ParticipantId } from "@tfx/protocol";
import { createActions, type Actions, type ActionSource } from "../actions/action.ts";
import type { AppContext } from "../app-context.ts";
import { createDevicesModel, type DevicesModel } from "../media/device-model.ts";
import type { HeldPicture } from "../media/held-picture.ts";
import type { Words } from "../problems/words.ts";
import { everyUntil } from "../scope/effect-until.ts";
import { hostOf } from "../scope/host-of.ts";
import { mediaActions, peopleActions, viewActions, widgetActions, type CallLayer } from "./controls.ts";
import { createNotices } from "./notices.ts";
import { createPeopleModel, type PeopleModel } from "./people-model.ts";
import { createRecordingModel, type RecordingModel } from "./recording-model.ts";
import { createReactionsModel, type ReactionsModel } from "./reactions-model.ts";
import { sealWords } from "./seal-words.ts";
import { createShareModel, shareActions, type ShareModel } from "../screen/share-model.ts";
import { createSoundModel, type SoundModel } from "./sound-model.ts";
import { createSpeakersModel } from "./speakers-model.ts";
import { tileBoxesOf } from "./tile-boxes.ts";
import { createTilesModel, type TilesModel } from "./tiles-model.ts";
import { chatWidget, recordingWidget, createCallWidgets, type CallWidgets } from "../widgets/call-widgets.ts";
import { createOpenSurfaces, type OpenSurfaces } from "../widgets/open-surfaces.ts";
import { createWindowModes, type WindowModes } from "./window-modes.ts";

/** Oneself, as one's own tile and the list show it. */
export interface SelfModel {
  readonly id: ParticipantId;
  readonly name: string;
  readonly camera: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly screen: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly hand: ReadonlySignal<boolean>;
  readonly speaking: ReadonlySignal<boolean>;
  readonly isHost: ReadonlySignal<boolean>;
}

/** The room as the top of the call shows it. */
export interface CallRoomModel {
  readonly name: string;
  readonly link: string;
  readonly sealed: boolean;
  readonly seal: ReadonlySignal<Words>;
  readonly locked: ReadonlySignal<boolean>;
  readonly seconds: ReadonlySignal<number>;
  readonly reconnecting: ReadonlySignal<boolean>;
}

/** What a host may do; absent for everybody else. */
export interface HostModel {
  lock(locked: boolean): void;
  remove(person: ParticipantId, options: { readonly lock: boolean }): void;
  end(): void;
}

/** A call, as its screen shows it. */
export interface CallModel {
  readonly room: CallRoomModel;
  readonly self: SelfModel;
  readonly people: PeopleModel;
  readonly tiles: TilesModel;
  readonly devices: DevicesModel;
  readonly sound: SoundModel;
  readonly reactions: ReactionsModel;
  readonly recording: RecordingModel;
  readonly share: ShareModel;
  readonly modes: WindowModes;
  readonly actions: Actions;
  readonly host: ReadonlySignal<HostModel | undefined>;
  /** `people`, the instance of a widget, or closed. */
  readonly panel: Signal<string | undefined>;
  /** What of the widgets is open, and where. */
  readonly surfaces: OpenSurfaces;
  readonly widgets: CallWidgets;
  readonly layer: Signal<CallLayer | undefined>;
  readonly copyLink: () => void;
  readonly leave: () => void;
  readonly end: AbortSignal;
}

/** What a call belongs to. */
export interface CallOptions {
  readonly session: Session;
  readonly room: Room;
  readonly invite: Invite;
  readonly name: string;
  readonly leave: () => void;
  readonly held: HeldPicture;
  /** Actions of the app around the call, for palette and keys. */
  readonly others: readonly ActionSource[];
  readonly end: AbortSignal;
}

const createRoomModel = (app: AppContext, { session, room, invite, end }: CallOptions): CallRoomModel => {
  const seconds = signal(0);
  const startedAt = performance.now();
  everyUntil(end, 1_000, () => (seconds.value = Math.floor((performance.now() - startedAt) / 1_000)));
  const { kind } = app.platform;
  return {
    name: room.name,
    link: formatInvite(invite),
    sealed: room.sealed,
    seal: computed(() => sealWords(app.i18n.t, { kind, sealed: room.sealed, host: hostOf(invite.server) })),
    locked: computed(() => room.facts.value.locked),
    seconds,
    reconnecting: computed(() => session.state.value === "reconnecting"),
  };
};

const createHost = ({ toasts, i18n: { t } }: AppContext, { room }: CallOptions): HostModel => {
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      const notHost = TfxError.from(error).code === "room/not-host";
      toasts.show({ text: t(notHost ? "people.notHost" : "people.failed"), tone: "warning", about: "host action" });
    }
  };
  return {
    lock: (locked) => void attempt(() => room.host.lock(locked)),
    // Locked first: whoever is removed could otherwise be back through the link before the lock.
    remove: (person, { lock }) =>
      void attempt(async () => {
        if (lock) await room.host.lock(true);
        await room.host.remove(person);
      }),
    end: () => void attempt(() => room.host.end()),
  };
};

const createSelf = ({ session, room, name }: CallOptions, speaking: ReadonlySignal<ReadonlySet<string>>): SelfModel => ({
  id: room.self,
  name,
  camera: session.media.camera.track,
  screen: session.media.screen.track,
  microphoneOn: computed(() => session.media.microphone.state.value === "on"),
  hand: room.hand.raised,
  speaking: computed(() => speaking.value.has(room.self)),
  isHost: computed(() => room.facts.value.host === room.self),
});

const overlayBoxes = ({ i18n }: AppContext, { self }: Room, { tiles, boxes, area }: TilesModel) =>
  computed(() => tileBoxesOf(tiles.value, boxes.value, { self, area: area.value, rightToLeft: i18n.direction.value === "rtl" }));

/** Copies a text and says so. */
const createCopy =
  ({ platform, toasts, i18n: { t } }: AppContext) =>
  async (text: string): Promise<boolean> => {
    try {
      await platform.copy(text);
      toasts.show({ text: t("invite.copied"), about: "copy" });
      return true;
    } catch {
      // Browsers refuse the clipboard for reasons of their own; the link can still be copied by hand.
      toasts.show({ text: t("app.copyRefused"), tone: "warning", about: "copy" });
      return false;
    }
  };

const trayOpener = (widgets: CallWidgets, open: (layer: CallLayer) => void) => () => {
  void widgets.open();
  open({ is: "widgets" });
};

/** A call that was joined. Everything of it ends with the signal. */
export const createCallModel = (app: AppContext, options: CallOptions): CallModel => {
  const { session, room, name, end, leave } = options;
  const speakers = createSpeakersModel(room, session.media, end);
  const people = createPeopleModel(room, speakers.speaking, end);
  const ownScreenOn = computed(() => session.media.screen.state.value === "on");
  const surfaces = createOpenSurfaces({ store: app.platform.tabStore, room: room.name, end });
  const tiles = createTilesModel({ people, mainSpeaker: speakers.main, ownScreenOn, widget: surfaces.stage, settings: app.settings, end });
  const modes = createWindowModes(end);
  const reactions = createReactionsModel(room, () => undefined, end);
  const self = createSelf(options, speakers.speaking);
  const host = createHost(app, options);
  const { panel } = surfaces;
  const layer = signal<CallLayer | undefined>(undefined);
  const open = (next: CallLayer) => (layer.value = next);
  const roomModel = createRoomModel(app, options);
  const copyLink = () => void createCopy(app)(roomModel.link);
  const togglePeople = () => (panel.value = panel.peek() === "people" ? undefined : "people");
  const tileBoxes = overlayBoxes(app, room, tiles);
  const widgets = createCallWidgets(app, { ...options, surfaces, tileBoxes });
  const othersShare = computed(() => people.value.some((person) => person.screenOn.value));
  const share = createShareModel(app, { screen: session.media.screen, room, name, othersShare, end });
  createNotices(app, { session, room, people, isHost: self.isHost, end });
  return {
    room: roomModel,
    self,
    people,
    tiles,
    devices: createDevicesModel(app, session.media),
    sound: createSoundModel(app, end),
    reactions,
    recording: createRecordingModel(app, { room, end }),
    share,
    modes,
    actions: createActions(
      app,
      [
        ...mediaActions(app, { media: session.media, room, reactions }),
        ...shareActions(app, share),
        ...widgetActions(app, {
          openTray: trayOpener(widgets, open),
          openChat: () => void widgets.start(chatWidget),
          openRecording: () => void widgets.start(recordingWidget),
        }),
        ...viewActions(app, { tiles, modes }),
        ...peopleActions(app, { room, isHost: self.isHost, open, togglePeople, copyLink, lock: (locked) => host.lock(locked), leave }),
        ...options.others,
      ],
      widgets.commands,
    ),
    host: computed(() => (self.isHost.value ? host : undefined)),
    panel,
    surfaces,
    widgets,
    layer,
    copyLink,
    leave,
    end,
  };
};
