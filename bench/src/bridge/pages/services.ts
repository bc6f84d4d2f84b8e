import { participantId } from "@tfx/protocol";
import { createLive, type InstanceServices } from "@tfx/widget-host";
import { stored } from "../control.ts";
import { createPictures } from "./pictures.ts";

const self = participantId.parse("a".repeat(22));
const never = () => () => undefined;
const notUsed = (): never => {
  throw new Error("The benchmark uses storage and frames alone");
};

const ui: InstanceServices["ui"] = {
  shown: createLive<InstanceServices["ui"]["shown"]["value"]>("panel"),
  open: notUsed,
  close: notUsed,
  leave: notUsed,
  tiles: createLive<InstanceServices["ui"]["tiles"]["value"]>([]),
  pointer: notUsed,
  toast: notUsed,
  confirm: notUsed,
  openLink: notUsed,
  badge: notUsed,
  summary: notUsed,
};

/** The least that a gate stands before: one value in storage, and a camera. */
export const createServices = (): InstanceServices => ({
  self,
  room: createLive({ name: "amber-otter-lake", sealed: true, locked: false, people: 1, now: 0 }),
  lock: notUsed,
  remove: notUsed,
  participants: createLive<InstanceServices["participants"]["value"]>([
    { id: self, isSelf: true, role: "host", joinedAt: 0, present: true, name: "Amara" },
  ]),
  state: {
    send: notUsed,
    onMessage: never,
    setPresence: notUsed,
    onPresence: never,
    openDoc: notUsed,
    updateDoc: notUsed,
    onDoc: never,
    setValue: notUsed,
    values: () => [],
    onValue: never,
    append: notUsed,
    entries: () => [],
    onEntry: never,
  },
  bands: notUsed,
  levels: notUsed,
  frame: createPictures(),
  stats: notUsed,
  video: {
    set: notUsed,
    lose: never,
    state: createLive<InstanceServices["video"]["state"]["value"]>(undefined),
    preview: notUsed,
    onFaces: never,
    onPicture: never,
    answer: notUsed,
  },
  ui,
  onCommand: never,
  storage: { get: async (key) => (key === stored.key ? stored.value : null), set: notUsed },
  fetch: notUsed,
  copy: notUsed,
  save: notUsed,
  files: { share: notUsed, unshare: notUsed, sending: createLive<readonly never[]>([]), fetch: notUsed },
  notify: notUsed,
  feeds: { publish: notUsed, on: never },
  ask: notUsed,
  theme: createLive<InstanceServices["theme"]["value"]>({ look: "dark", tokens: {}, reducedMotion: false }),
  locale: createLive<InstanceServices["locale"]["value"]>({ locale: "en", direction: "ltr" }),
  log: ({ text }) => reportError(new Error(text)),
});
