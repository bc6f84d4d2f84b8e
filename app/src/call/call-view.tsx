import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { Toasts, WarningIcon } from "@tfx/ui";
import { fetchAgain } from "../scope/fetch-again.ts";
import { createLazyCode } from "../scope/lazy-code.ts";
import { lazyView, usePreload } from "../scope/lazy-view.tsx";
import { createAttention } from "./attention.ts";
import { Bar } from "./bar.tsx";
import { CallContextProvider, useCall } from "./call-context.ts";
import type { CallModel } from "./call-model.ts";
import { RemoteSound } from "./remote-sound.tsx";
import { Stage } from "./stage.tsx";
import { Top } from "./top.tsx";
import "./call.css";

const SidePanel = lazyView(
  () => import("../panel/side-panel.tsx"),
  ({ SidePanel: View }) => View,
);
const SurfaceLayer = lazyView(
  () => import("../widgets/surface-layer.tsx"),
  ({ SurfaceLayer: View }) => View,
);
const WidgetCards = lazyView(
  () => import("../widgets/widget-cards.tsx"),
  ({ WidgetCards: View }) => View,
);
const WidgetTray = lazyView(
  () => import("../widgets/widget-tray.tsx"),
  ({ WidgetTray: View }) => View,
);
const WidgetQuestion = lazyView(
  () => import("../widgets/widget-question.tsx"),
  ({ WidgetQuestion: View }) => View,
);
const InstallSheet = lazyView(
  () => import("../widgets/install-sheet.tsx"),
  ({ InstallSheet: View }) => View,
);
const InviteDialog = lazyView(
  () => import("../invite/invite-dialog.tsx"),
  ({ InviteDialog: View }) => View,
);
const HostDialog = lazyView(
  () => import("../people/host-dialog.tsx"),
  ({ HostDialog: View }) => View,
);
const smallWindow = createLazyCode(() => import("./picture-in-picture.tsx"), fetchAgain);

const panels = [SidePanel, SurfaceLayer, WidgetTray, InviteDialog, HostDialog];

/** The call: the people fill the window, everything else recedes. */
export const CallView = ({ call }: { call: CallModel }) => {
  const app = useApp();
  const page = useRef<HTMLElement>(null);
  const [isIdle] = useState(() => createAttention(window, call.end));
  useEffect(
    () =>
      call.modes.offerPictureInPicture(async () => {
        await smallWindow.fetch();
        const code = smallWindow.state.peek();
        if (code.is === "ready") return code.part.openSmallWindow(app, call);
        app.toasts.show({ about: "part", text: app.i18n.t("call.smallWindowMissing"), icon: WarningIcon, tone: "warning" });
        return undefined;
      }),
    [call],
  );
  usePreload(panels);
  // Join, which had the focus, is gone: keys and readers go on from the call, not from the page's start.
  useEffect(() => page.current?.focus({ preventScroll: true }), []);
  const fades = isIdle.value && app.settings.value.value.barFades && call.panel.value === undefined;
  return (
    <CallContextProvider value={call}>
      <main
        class="tfx-call tfx-stage"
        ref={page}
        tabIndex={-1}
        aria-label={app.i18n.t("call.label", { room: call.room.name })}
        data-idle={fades ? "" : undefined}
      >
        <h1 class="tfx-hidden">{app.i18n.t("call.label", { room: call.room.name })}</h1>
        <div class="tfx-call__stage">
          <Top />
          <Toasts toasts={app.toasts.shown.value} label={app.i18n.t("app.messages")} />
          <Stage />
          {call.widgets.model.value !== undefined && <WidgetCards />}
          <Bar />
        </div>
        {call.panel.value !== undefined && <SidePanel call={call} />}
        {call.widgets.hasRun.value && <SurfaceLayer />}
        <RemoteSound />
        <ReactionNews />
      </main>
      <CallLayers call={call} />
      <Asked call={call} />
    </CallContextProvider>
  );
};

/** What a widget asks the person. */
const Asked = ({ call }: { call: CallModel }) => {
  const widgets = call.widgets.model.value;
  const question = widgets?.question.value;
  const adding = widgets?.adding.value;
  if (widgets !== undefined && adding !== undefined) return <InstallSheet adding={adding} answer={(adds) => widgets.finishAdding(adds)} />;
  return question === undefined ? null : <WidgetQuestion question={question} />;
};

/** Dialogs of the call; outside the stage, so that they have the page's colours. */
const CallLayers = ({ call }: { call: CallModel }) => {
  const layer = call.layer.value;
  if (layer === undefined) return null;
  const close = () => (call.layer.value = undefined);
  if (layer.is === "widgets") {
    const widgets = call.widgets.model.value;
    return widgets === undefined ? null : <WidgetTray widgets={widgets} close={close} />;
  }
  return layer.is === "invite" ? <InviteDialog call={call} close={close} /> : <HostDialog call={call} layer={layer} close={close} />;
};

/** Says the latest reaction to those who do not see it. */
const ReactionNews = () => {
  const { i18n } = useApp();
  const call = useCall();
  const latest = call.reactions.shown.value.at(-1);
  const person = call.people.value.find(({ id }) => id === latest?.from);
  const news = latest !== undefined && person !== undefined && i18n.t("reaction.from", { name: person.name.value, emoji: latest.emoji });
  return (
    <p class="tfx-hidden" aria-live="polite">
      {news}
    </p>
  );
};
