import { signal, type ReadonlySignal } from "@preact/signals";
import type { CaptureDevice, LocalMedia, Room } from "@tfx/core";
import type { ActionSource } from "../actions/action.ts";
import type { AppContext } from "../app-context.ts";
import { reactions, type ReactionsModel } from "./reactions-model.ts";
import type { TilesModel } from "./tiles-model.ts";
import type { WindowModes } from "./window-modes.ts";

/** A layer that a call opens over itself. */
export type CallLayer =
  | { readonly is: "invite" }
  | { readonly is: "widgets" }
  | { readonly is: "remove"; readonly id: string }
  | { readonly is: "end" };

const isOn = (device: CaptureDevice): boolean => device.state.value === "on" || device.state.value === "starting";
const toggle = (device: CaptureDevice) => () => {
  if (device.state.peek() === "on") device.disable();
  else void device.enable();
};

/** Microphone, camera, hand, reactions: what one sends. */
export const mediaActions = (
  { i18n: { t } }: AppContext,
  { media, room, reactions: shown }: { media: LocalMedia; room: Room; reactions: ReactionsModel },
): readonly ActionSource[] => {
  const { microphone, camera } = media;
  const talking = signal(false);
  return [
    {
      id: "microphone",
      group: "call",
      title: () => t(isOn(microphone) ? "action.microphoneOff" : "action.microphoneOn"),
      run: () => toggle(microphone),
    },
    { id: "camera", group: "call", title: () => t(isOn(camera) ? "action.cameraOff" : "action.cameraOn"), run: () => toggle(camera) },
    {
      id: "talk",
      group: "call",
      title: () => t("action.talk"),
      run: () => {
        if (microphone.state.value === "on" && !talking.value) return undefined;
        return () => {
          talking.value = true;
          void microphone.enable();
        };
      },
      release: () => {
        if (talking.peek()) microphone.disable();
        talking.value = false;
      },
    },
    {
      id: "hand",
      group: "call",
      title: () => t(room.hand.raised.value ? "action.handDown" : "action.handUp"),
      run: () => () => room.hand.raise(!room.hand.raised.peek()),
    },
    ...reactions.map((emoji, index): ActionSource => ({
      id: `react${(index + 1) as 1 | 2 | 3 | 4 | 5 | 6}`,
      group: "call",
      title: () => t("action.react", { emoji }),
      run: () => () => shown.react(emoji),
    })),
  ];
};

const tileNumbers = [3, 4, 5, 6, 7, 8, 9] as const;

/** Widgets: all of them, and those that many want. */
export const widgetActions = (
  { i18n: { t } }: AppContext,
  { openTray, openChat, openRecording }: Readonly<Record<"openTray" | "openChat" | "openRecording", () => void>>,
): readonly ActionSource[] => [
  { id: "widgets", group: "call", title: () => t("action.widgets"), run: () => openTray },
  { id: "chat", group: "call", title: () => t("action.chat"), run: () => openChat },
  { id: "record", group: "call", title: () => t("action.record"), run: () => openRecording },
];

/** How one looks at the call. */
export const viewActions = (
  { i18n: { t } }: AppContext,
  { tiles, modes }: { tiles: TilesModel; modes: WindowModes },
): readonly ActionSource[] => [
  { id: "grid", group: "view", title: () => t("action.grid"), run: () => () => tiles.choose("grid") },
  { id: "speaker", group: "view", title: () => t("action.speaker"), run: () => () => tiles.choose("speaker") },
  ...tileNumbers.map((number): ActionSource => ({
    id: `tile${number}`,
    group: "view",
    title: () => t("action.tile", { number: number - 2 }),
    run: () => {
      const tile = tiles.tiles.value.filter(({ kind, floating }) => kind !== "invite" && !floating)[number - 3];
      return tile === undefined || tiles.tiles.value.length < 2 ? undefined : () => tiles.togglePin(tile.key);
    },
  })),
  {
    id: "selfView",
    group: "view",
    title: () => t(tiles.selfShown.value ? "action.selfHide" : "action.selfShow"),
    run: () => () => tiles.toggleSelf(),
  },
  {
    id: "fullScreen",
    group: "view",
    title: () => t(modes.isFullScreen.value ? "action.fullScreenEnd" : "action.fullScreen"),
    run: () => modes.toggleFullScreen,
  },
  { id: "pictureInPicture", group: "view", title: () => t("action.pictureInPicture"), run: () => modes.togglePictureInPicture.value },
];

/** Who is here, who may come, and how it ends. */
export const peopleActions = (
  { i18n: { t } }: AppContext,
  options: {
    readonly room: Room;
    readonly isHost: ReadonlySignal<boolean>;
    readonly open: (layer: CallLayer) => void;
    readonly togglePeople: () => void;
    readonly copyLink: () => void;
    readonly lock: (locked: boolean) => void;
    readonly leave: () => void;
  },
): readonly ActionSource[] => {
  const { room, isHost, open } = options;
  const hostOnly = (run: () => void) => () => (isHost.value ? run : undefined);
  return [
    { id: "people", group: "people", title: () => t("action.people"), run: () => options.togglePeople },
    { id: "invite", group: "people", title: () => t("action.invite"), run: () => () => open({ is: "invite" }) },
    { id: "copyLink", group: "people", title: () => t("action.copyLink"), run: () => options.copyLink },
    {
      id: "lock",
      group: "people",
      title: () => t(room.facts.value.locked ? "action.unlock" : "action.lock"),
      run: hostOnly(() => options.lock(!room.facts.peek().locked)),
    },
    { id: "end", group: "people", title: () => t("action.end"), run: hostOnly(() => open({ is: "end" })) },
    { id: "leave", group: "call", title: () => t("action.leave"), run: () => options.leave },
  ];
};
