import type { ErrorCode, TfxError } from "@tfx/protocol";
import type { I18n } from "../i18n/i18n.ts";
import type { Words } from "../problems/words.ts";

/** How a call ended for this person. */
export interface Ending {
  /** `undefined`: they left. */
  readonly problem: TfxError | undefined;
  readonly room: string;
  readonly host: string;
  readonly seconds: number;
}

/** The words on the screen after a call, and which ways on there are. */
export interface EndedWords extends Words {
  readonly rejoin: "again" | "here" | undefined;
}

/** What is said after a call. */
export const endedWords = (i18n: I18n, { problem, room, host, seconds }: Ending): EndedWords => {
  const { t } = i18n;
  const code: ErrorCode | undefined = problem?.code;
  if (code === undefined)
    return { title: t("ended.left.title"), text: t("ended.left.text", { room, duration: i18n.duration(seconds) }), rejoin: "again" };
  if (code === "room/removed") return { title: t("ended.removed.title"), text: t("ended.removed.text", { room }), rejoin: undefined };
  if (code === "room/ended") return { title: t("ended.ended.title"), text: t("ended.ended.text"), rejoin: "again" };
  if (code === "session/replaced") return { title: t("ended.replaced.title"), text: t("ended.replaced.text", { room }), rejoin: "here" };
  return { title: t("ended.lost.title"), text: t("ended.lost.text", { host }), rejoin: "again" };
};
