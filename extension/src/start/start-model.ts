import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { deviceProblems, makeRoom, type AppContext } from "@tfx/app";
import type { LocalMedia } from "@tfx/core";
import { formatInvite, type Invite } from "@tfx/protocol";
import type { ServerState } from "../server/check-server.ts";
import { serverLabel } from "../server/server-origin.ts";

/** What the welcome page does with the rest of the extension. */
export interface StartPorts {
  /** Origin of the server for new calls. */
  readonly server: ReadonlySignal<string>;
  readonly media: Pick<LocalMedia, "camera" | "microphone">;
  readonly openCall: (invite: Invite) => Promise<unknown>;
  /** Opens a window of its own beside this one. */
  readonly openWindow: (url: string) => Promise<unknown>;
  readonly checkServer: (origin: string) => Promise<ServerState>;
  readonly closePage: () => void;
}

/** Where a person is: before the question, while the browser asks, or after it. */
export type StartStep = "intro" | "asking" | "ready" | "partly";

/** The welcome page. */
export interface StartModel {
  readonly step: ReadonlySignal<StartStep>;
  /** The own picture, once there is one. */
  readonly picture: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly level: ReadonlySignal<number>;
  readonly problems: ReadonlySignal<ReturnType<typeof deviceProblems>>;
  /** Why a call with oneself has to wait. */
  readonly serverProblem: ReadonlySignal<string | undefined>;
  readonly allow: () => void;
  readonly later: () => void;
  readonly tryAlone: () => void;
}

/** Makes the welcome page's model; it lives as long as the page. */
export const createStartModel = ({ i18n }: AppContext, ports: StartPorts): StartModel => {
  const { camera, microphone } = ports.media;
  const step = signal<StartStep>("intro");
  const serverProblem = signal<string | undefined>(undefined);

  const ask = async (): Promise<void> => {
    step.value = "asking";
    const allowed = await Promise.all([microphone.enable(), camera.enable()]);
    step.value = allowed.every(Boolean) ? "ready" : "partly";
  };
  const tryAlone = async (): Promise<void> => {
    const origin = ports.server.peek();
    const silent = (await ports.checkServer(origin)) !== "ready";
    serverProblem.value = silent ? i18n.t("welcome.silent", { host: serverLabel(origin) }) : undefined;
    if (silent) return;
    const invite = makeRoom(origin);
    // The call tab asks for the same devices, and some cameras serve one page at a time.
    camera.disable();
    microphone.release();
    await ports.openWindow(formatInvite(invite));
    await ports.openCall(invite);
    ports.closePage();
  };
  // A device that was taken away meanwhile is told, not hidden behind "ready".
  effect(() => {
    if (step.value === "ready" && (camera.problem.value ?? microphone.problem.value) !== undefined) step.value = "partly";
  });
  return {
    step,
    picture: camera.track,
    level: microphone.level,
    problems: computed(() => deviceProblems(i18n.t, { microphone: microphone.problem.value, camera: camera.problem.value })),
    serverProblem,
    allow: () => void ask(),
    later: ports.closePage,
    tryAlone: () => void tryAlone(),
  };
};
