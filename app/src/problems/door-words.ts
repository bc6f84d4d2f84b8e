import type { TfxError } from "@tfx/protocol";
import type { I18n } from "../i18n/i18n.ts";
import type { Words } from "./words.ts";

/** A way on from a closed door. `paste-link` opens a field for the full link, `paste` one that takes a name too. */
export type DoorStep = "retry" | "paste" | "paste-link" | "reload" | "new-room";

/** Why one cannot get into a room, and what can be done. */
export interface DoorWords extends Words {
  readonly steps: readonly DoorStep[];
  /** It is tried again without a click. */
  readonly waits: boolean;
}

/** What the words depend on besides the problem. */
export interface DoorPlace {
  readonly host: string;
  readonly kind: "extension" | "web";
  readonly online: boolean;
}

/** Why a room cannot be entered, in words with a next step. */
export const doorWords = ({ t }: I18n, problem: TfxError, place: DoorPlace): DoorWords => {
  const { host } = place;
  const say = (words: Words, steps: readonly DoorStep[], waits = false): DoorWords => ({ ...words, steps, waits });
  switch (problem.code) {
    case "room/full":
      return say({ title: t("door.full.title"), text: fullText(t, problem) }, ["retry", "new-room"]);
    case "room/locked":
      return say({ title: t("door.locked.title"), text: t("door.locked.text") }, ["retry", "new-room"]);
    case "room/secret-needed":
      return say({ title: t("door.secretNeeded.title"), text: t("door.secretNeeded.text") }, ["paste-link", "new-room"]);
    case "room/secret-wrong":
      return say({ title: t("door.secretWrong.title"), text: t("door.secretWrong.text") }, ["paste-link", "new-room"]);
    case "room/removed":
      return say({ title: t("door.removed.title"), text: t("door.removed.text") }, ["paste", "new-room"]);
    case "server/unreachable":
    case "server/timeout":
    case "server/closing":
      return place.online
        ? say({ title: t("door.unreachable.title"), text: t("door.unreachable.text", { host }) }, ["retry"], true)
        : say({ title: t("door.offline.title"), text: t("door.offline.text") }, ["retry"], true);
    case "server/busy":
      return say({ title: t("door.busy.title"), text: t("door.busy.text", { host }) }, ["retry"]);
    case "rate/limited":
      return say({ title: t("door.limited.title"), text: t("door.limited.text", { count: waitSeconds(problem) }) }, ["retry"]);
    case "protocol/version":
      return place.kind === "web"
        ? say({ title: t("door.version.title"), text: t("door.version.web") }, ["reload"])
        : say({ title: t("door.version.title"), text: t("door.version.extension", { host }) }, ["retry"]);
    case "invite/invalid":
      return say({ title: t("door.invalid.title"), text: t("door.invalid.text") }, ["paste", "new-room"]);
    default:
      return say({ title: t("door.unknown.title"), text: t("door.unknown.text") }, ["retry", "new-room"]);
  }
};

const detail = (problem: TfxError, name: string): number => {
  const value = (problem.details as Readonly<Record<string, unknown>>)[name];
  return typeof value === "number" ? value : 0;
};

const waitSeconds = (problem: TfxError): number => Math.max(1, Math.ceil(detail(problem, "retryAfterMs") / 1_000));

const fullText = (t: I18n["t"], problem: TfxError): string => {
  const count = detail(problem, "capacity");
  return count > 0 ? t("door.full.text", { count }) : t("door.fullNow.text");
};
