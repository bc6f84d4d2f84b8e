import type { ErrorCode, TfxError } from "@tfx/protocol";
import type { Translate } from "../i18n/messages.ts";
import type { Words } from "./words.ts";

/** Which devices the words are about. */
export type MediaKind = "microphone" | "camera" | "both";

const reasons = {
  "media/blocked": "blocked",
  "media/dismissed": "dismissed",
  "media/system-blocked": "system",
  "media/not-found": "missing",
  "media/busy": "busy",
  "media/unsuitable": "unsuitable",
} as const satisfies Partial<Record<ErrorCode, string>>;

const reasonOf = (code: ErrorCode): (typeof reasons)[keyof typeof reasons] | "failed" =>
  code in reasons ? reasons[code as keyof typeof reasons] : "failed";

/** Why a camera or a microphone is not there, in words that a person can act on. */
export const mediaWords = (t: Translate, kind: MediaKind, problem: TfxError): Words => {
  if (problem.code === "media/insecure") return { title: t("media.insecure.title"), text: t("media.insecure.text") };
  const reason = reasonOf(problem.code);
  return { title: t(`media.${kind}.${reason}.title`), text: t(`media.${kind}.${reason}.text`) };
};

/** Whether asking again can help: a page that is not secure stays so. */
const canRetryMedia = (problem: TfxError): boolean => problem.code !== "media/insecure";

/** Why a screen is not shared; nothing when the person closed the picker. */
export const screenWords = (t: Translate, problem: TfxError): Words | undefined => {
  if (problem.code === "media/cancelled" || problem.code === "media/dismissed" || problem.code === "media/blocked") return undefined;
  const key = problem.code === "media/system-blocked" ? "system" : "failed";
  return { title: t(`media.screen.${key}.title`), text: t(`media.screen.${key}.text`) };
};

/** One set of words for both devices where both fail for the same reason, else one for each. */
export const deviceProblems = (
  t: Translate,
  problems: { readonly microphone: TfxError | undefined; readonly camera: TfxError | undefined },
): readonly { readonly kind: MediaKind; readonly words: Words; readonly canRetry: boolean }[] => {
  const { microphone, camera } = problems;
  const entry = (kind: MediaKind, problem: TfxError) => ({ kind, words: mediaWords(t, kind, problem), canRetry: canRetryMedia(problem) });
  if (microphone !== undefined && camera !== undefined && microphone.code === camera.code) return [entry("both", camera)];
  return [camera && entry("camera", camera), microphone && entry("microphone", microphone)].filter((one) => one !== undefined);
};
