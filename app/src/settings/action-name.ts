import type { ActionId } from "../actions/action.ts";
import { reactions } from "../call/reactions-model.ts";
import type { Translate } from "../i18n/messages.ts";

const plain = {
  microphone: "settings.name.microphone",
  camera: "settings.name.camera",
  talk: "action.talk",
  share: "action.share",
  sharePause: "share.pause",
  shareDraw: "share.letDraw",
  shareOther: "share.other",
  widgets: "action.widgets",
  chat: "action.chat",
  hand: "action.handUp",
  people: "action.people",
  invite: "action.invite",
  copyLink: "action.copyLink",
  grid: "action.grid",
  speaker: "action.speaker",
  selfView: "action.selfHide",
  fullScreen: "action.fullScreen",
  pictureInPicture: "action.pictureInPicture",
  palette: "action.palette",
  keys: "action.keys",
  settings: "action.settings",
  lock: "action.lock",
  end: "action.end",
  leave: "action.leave",
  startCall: "action.startCall",
} as const;

/** What an action is called whatever the state of things is. */
export const actionName = (t: Translate, id: ActionId): string => {
  if (id in plain) return t(plain[id as keyof typeof plain]);
  const number = Number(id.at(-1));
  return id.startsWith("tile") ? t("action.tile", { number: number - 2 }) : t("action.react", { emoji: reactions[number - 1] ?? "" });
};
