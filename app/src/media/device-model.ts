import { computed, type ReadonlySignal } from "@preact/signals";
import type { CaptureDevice, CaptureState, DeviceChoice, LocalMedia } from "@tfx/core";
import type { SelectOption } from "@tfx/ui";
import type { AppContext } from "../app-context.ts";

/** A microphone or a camera as a control shows it. */
export interface DeviceModel {
  readonly state: ReadonlySignal<CaptureState>;
  readonly isOn: ReadonlySignal<boolean>;
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly options: ReadonlySignal<readonly SelectOption[]>;
  readonly chosen: ReadonlySignal<string>;
  choose(deviceId: string): void;
  toggle(): void;
}

/** All devices of a session, for pickers and switches. */
export interface DevicesModel {
  readonly microphone: DeviceModel & { readonly level: ReadonlySignal<number> };
  readonly camera: DeviceModel;
  /** Absent where the browser lets no page choose where sound comes out. */
  readonly speaker: Pick<DeviceModel, "options" | "chosen" | "choose"> | undefined;
}

const labelled = (
  devices: readonly DeviceChoice[],
  words: { readonly none: string; readonly standard: string; readonly unnamed: (number: number) => string },
): readonly SelectOption[] => {
  if (devices.length === 0) return [{ value: "", label: words.none }];
  const named = devices.map(({ deviceId, label }, index) => ({ value: deviceId, label: label === "" ? words.unnamed(index + 1) : label }));
  return named.some(({ value }) => value === "" || value === "default") ? named : [{ value: "", label: words.standard }, ...named];
};

/** What stands in a select for a device id: a listed one, else the default. */
const listed = (options: readonly SelectOption[], deviceId: string | undefined): string =>
  options.find(({ value }) => value === deviceId)?.value ?? options[0]?.value ?? "";

const canChooseSpeaker = (): boolean => "HTMLMediaElement" in globalThis && "setSinkId" in HTMLMediaElement.prototype;

type DeviceSetting = "microphoneId" | "cameraId";

const createDeviceModel = (
  { settings }: AppContext,
  device: CaptureDevice,
  rest: { options: ReadonlySignal<readonly SelectOption[]>; setting: DeviceSetting },
): DeviceModel => ({
  state: device.state,
  track: device.track,
  isOn: computed(() => device.state.value === "on" || device.state.value === "starting"),
  options: rest.options,
  chosen: computed(() => listed(rest.options.value, device.deviceId.value)),
  choose: (deviceId) => {
    settings.update({ [rest.setting]: deviceId === "" ? undefined : deviceId });
    void device.select(deviceId === "" ? undefined : deviceId);
  },
  toggle: () => {
    if (device.state.peek() === "on" || device.state.peek() === "starting") device.disable();
    else void device.enable();
  },
});

/** The devices of local media; what is chosen is remembered. */
export const createDevicesModel = (app: AppContext, media: LocalMedia): DevicesModel => {
  const { i18n, settings } = app;
  const { t } = i18n;
  const standard = () => t("device.default");
  const microphones = computed(() =>
    labelled(media.devices.value.microphones, {
      none: t("device.noMicrophone"),
      standard: standard(),
      unnamed: (number) => t("device.unnamedMicrophone", { number }),
    }),
  );
  const cameras = computed(() =>
    labelled(media.devices.value.cameras, {
      none: t("device.noCamera"),
      standard: standard(),
      unnamed: (number) => t("device.unnamedCamera", { number }),
    }),
  );
  const speakers = computed(() =>
    labelled(media.devices.value.speakers, {
      none: standard(),
      standard: standard(),
      unnamed: (number) => t("device.unnamedSpeaker", { number }),
    }),
  );
  return {
    microphone: {
      ...createDeviceModel(app, media.microphone, { options: microphones, setting: "microphoneId" }),
      level: media.microphone.level,
    },
    camera: createDeviceModel(app, media.camera, { options: cameras, setting: "cameraId" }),
    speaker: canChooseSpeaker()
      ? {
          options: speakers,
          chosen: computed(() => listed(speakers.value, settings.value.value.speakerId)),
          choose: (deviceId) => settings.update({ speakerId: deviceId === "" ? undefined : deviceId }),
        }
      : undefined,
  };
};
