import { signal, type ReadonlySignal } from "@preact/signals-core";

/** A device as a picker shows it; labels are empty until a permission was given. */
export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** Devices that the browser lists now; follows plugging and unplugging. */
export interface DeviceList {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
}

/** Follows the browser's list until the signal aborts; `refresh` reads it again, as labels appear with a permission. */
export const followDevices = (life: AbortSignal): { devices: ReadonlySignal<DeviceList>; readonly refresh: () => void } => {
  const devices = signal<DeviceList>({ microphones: [], cameras: [], speakers: [] });
  // Outside a secure context there is no mediaDevices at all, whatever its type says.
  const media = navigator.mediaDevices as MediaDevices | undefined;
  const refresh = () => void media?.enumerateDevices().then((list) => (devices.value = sortDevices(list)));
  media?.addEventListener("devicechange", refresh, { signal: life });
  refresh();
  return { devices, refresh };
};

/** Sorts by kind; entries without an id are placeholders of a browser that has not been allowed to tell. */
const sortDevices = (list: readonly MediaDeviceInfo[]): DeviceList => {
  const of = (kind: MediaDeviceKind) =>
    list.filter((device) => device.kind === kind && device.deviceId !== "").map(({ deviceId, label }) => ({ deviceId, label }));
  return { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
};
