import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { createJoinField, makeRoom, type AppContext, type JoinFieldModel } from "@tfx/app";
import { formatInvite, type Invite } from "@tfx/protocol";
import { isInside, type CallReport, type OpenOutcome, type ShareOutcome } from "../messages.ts";
import type { ServerState } from "../server/check-server.ts";
import { serverLabel } from "../server/server-origin.ts";
import type { ServerSetting } from "../server/server-setting.ts";
import { planNotice } from "./plan-notice.ts";

/** What the popup does with the rest of the extension. */
export interface PopupPorts {
  readonly server: Pick<ServerSetting, "origin" | "confirm">;
  /** The call tab of this profile, followed. */
  readonly running: ReadonlySignal<CallReport | undefined>;
  readonly openCall: (invite: Invite) => Promise<OpenOutcome>;
  readonly showCall: () => Promise<OpenOutcome>;
  readonly commandCall: (command: "toggle-microphone" | "leave") => void;
  /** The tab that the person looks at, unless it shows the call itself. */
  readonly shownTab: () => Promise<number | undefined>;
  readonly markTab: (tabId: number) => Promise<ShareOutcome>;
  readonly checkServer: (origin: string) => Promise<ServerState>;
  /** Closes the popup; as a tab it stays. */
  readonly close: () => void;
}

/** A call that is open in a tab, as the popup shows it. */
export interface RunningCard {
  readonly room: string;
  readonly state: string;
  readonly company: string | undefined;
  readonly muted: boolean;
  readonly show: () => void;
  /** Absent before joining. */
  readonly inCall:
    | {
        readonly toggleMicrophone: () => void;
        readonly leave: () => void;
        /** Prepares the page that the person looks at to be shared and drawn on; absent where there is none. */
        readonly sharePage: (() => void) | undefined;
      }
    | undefined;
}

/** The popup: what it shows and what can be done in it. */
export interface PopupModel {
  readonly running: ReadonlySignal<RunningCard | undefined>;
  /** A sentence about the network or the server, when something is not as it should be. */
  readonly notice: ReadonlySignal<string | undefined>;
  /** What happened with the last wish, such as "Link copied". */
  readonly status: ReadonlySignal<string | undefined>;
  readonly opening: ReadonlySignal<boolean>;
  readonly field: JoinFieldModel;
  readonly start: () => void;
  readonly visit: (invite: Invite) => void;
}

const createNotice = ({ i18n: { t }, online }: AppContext, { server, checkServer }: PopupPorts): PopupModel["notice"] => {
  const found = signal<ServerState | undefined>(undefined);
  effect(() => {
    const asked = server.origin.value;
    if (!online.value) return;
    void checkServer(asked).then((state) => {
      if (asked === server.origin.peek()) found.value = state;
    });
  });
  return computed(() => {
    const host = serverLabel(server.origin.value);
    const notice = planNotice({ online: online.value, host, server: found.value });
    if (notice === undefined) return undefined;
    if (notice === "offline") return t("start.offline");
    return notice === "silent" ? t("popup.serverSilent", { host }) : t("popup.serverOther", { host });
  });
};

const createRunning = ({ i18n }: AppContext, ports: PopupPorts, tell: (text: string) => void): PopupModel["running"] => {
  const { t } = i18n;
  const tab = signal<number | undefined>(undefined);
  void ports.shownTab().then((id) => (tab.value = id));
  const share = async (id: number) => {
    const outcome = await ports.markTab(id);
    if (outcome === "marked") ports.close();
    else tell(t(`popup.share.${outcome}`));
  };
  const toggleMicrophone = () => ports.commandCall("toggle-microphone");
  const leave = () => ports.commandCall("leave");
  const show = () => void ports.showCall().then(() => ports.close());
  return computed(() => {
    const call = ports.running.value;
    if (call === undefined || call.phase === "ended") return undefined;
    const { room, muted, others } = call;
    if (!isInside(call)) return { room, muted, show, state: t("popup.waiting"), company: undefined, inCall: undefined };
    const company = others.length === 0 ? t("start.alone") : t("popup.withOthers", { names: i18n.list(others) });
    const shown = tab.value;
    const inCall = { toggleMicrophone, leave, sharePage: shown === undefined ? undefined : () => void share(shown) };
    return { room, muted, show, state: t("popup.running"), company, inCall };
  });
};

/** Makes the popup's model; it lives as long as the page. */
export const createPopupModel = (app: AppContext, ports: PopupPorts): PopupModel => {
  const { t } = app.i18n;
  const status = signal<string | undefined>(undefined);
  const opening = signal(false);

  // "Link copied" is news until its call is over.
  effect(() => {
    if (ports.running.value === undefined) status.value = undefined;
  });
  const open = async (invite: Invite): Promise<void> => {
    opening.value = true;
    const outcome = await ports.openCall(invite);
    opening.value = false;
    if (outcome === "shown-other") status.value = t("popup.otherCall", { room: ports.running.peek()?.room ?? "" });
    else ports.close();
  };
  const startCall = async (): Promise<void> => {
    const current = ports.running.peek();
    if (current !== undefined && isInside(current)) {
      await ports.showCall();
      return;
    }
    const invite = makeRoom(ports.server.origin.peek());
    status.value = await app.platform.copy(formatInvite(invite)).then(
      () => t("popup.copied"),
      () => t("popup.copyRefused"),
    );
    await open(invite);
  };
  return {
    running: createRunning(app, ports, (text) => (status.value = text)),
    notice: createNotice(app, ports),
    status,
    opening,
    // The field has asked about a foreign server; the call page need not ask again.
    field: createJoinField(app, (invite) => {
      const confirmed = invite.server === ports.server.origin.peek() ? Promise.resolve() : ports.server.confirm(invite.server);
      void confirmed.then(() => open(invite));
    }),
    start: () => void startCall(),
    visit: (invite) => void open(invite),
  };
};
