import { computed, effect, untracked } from "@preact/signals";
import type { LocalMedia } from "@tfx/core";
import type { OwnSound } from "@tfx/core/sound";
import type { AppContext } from "../app-context.ts";
import { effectUntil, onceAborted } from "../scope/effect-until.ts";

/** What can take noise from the own voice, from nothing to most. */
const noiseChoices = ["off", "browser", "strong"] as const;

/** The choice as a control shows it. */
export const noiseChoice = ({ settings, i18n: { t } }: Pick<AppContext, "settings" | "i18n">) => ({
  options: noiseChoices.map((value) => ({ value, label: t(`noise.${value}`) })),
  chosen: settings.value.value.noise,
  choose: (picked: string): void => settings.update({ noise: noiseChoices.find((choice) => choice === picked) ?? "browser" }),
});

type LoadSound = () => Promise<OwnSound>;

const loadSound: LoadSound = async () => (await import("@tfx/core/sound")).createOwnSound();

/**
 * The microphone does as the setting says. Where RNNoise works the browser's own suppression is off: what one of
 * them leaves of a voice, the other would take for noise. When RNNoise fails the browser's comes back.
 */
export const followNoise = (
  app: AppContext,
  media: LocalMedia,
  { end, load = loadSound }: { end: AbortSignal; load?: LoadSound },
): void => {
  const { settings, toasts, i18n } = app;
  let loading: Promise<OwnSound> | undefined;
  let browserSuppresses = true;
  const noise = computed(() => settings.value.value.noise);
  const suppress = (wanted: boolean): void => {
    if (wanted === browserSuppresses) return;
    browserSuppresses = wanted;
    void media.microphone.suppressNoise(wanted);
  };
  const failed = (): void => {
    suppress(true);
    toasts.show({ about: "noise", text: i18n.t("noise.failed"), tone: "warning" });
  };
  const open = async (): Promise<OwnSound> => {
    const sound = await load();
    if (end.aborted) return sound;
    media.process("microphone", sound.process);
    const stop = effect(() => {
      if (sound.state.value.problem !== undefined) untracked(failed);
    });
    onceAborted(end, () => {
      stop();
      media.process("microphone", undefined);
      sound[Symbol.dispose]();
    });
    return sound;
  };
  const strengthen = async (): Promise<void> => {
    try {
      const sound = await (loading ??= open());
      sound.set({ clean: noise.peek() === "strong", gain: 1 });
    } catch {
      // The code could not be fetched: the next choice tries again.
      loading = undefined;
      failed();
    }
  };
  effectUntil(end, () => {
    const { value } = noise;
    untracked(() => suppress(value === "browser"));
    if (value === "strong" || loading !== undefined) void strengthen();
  });
};
