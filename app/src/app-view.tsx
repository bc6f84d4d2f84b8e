import { Toasts } from "@tfx/ui";
import { useApp } from "./app-context.ts";
import type { AppModel } from "./app-model.ts";
import { CallView } from "./call/call-view.tsx";
import { EndedView } from "./ended/ended-view.tsx";
import { LobbyView } from "./lobby/lobby-view.tsx";
import { RejoiningView } from "./lobby/rejoining-view.tsx";
import { lazyView, usePreload } from "./scope/lazy-view.tsx";
import { StartView } from "./start/start-view.tsx";
import type { VisitModel } from "./visit/visit-model.ts";

const Palette = lazyView(
  () => import("./actions/palette.tsx"),
  ({ Palette: View }) => View,
);
const KeysDialog = lazyView(
  () => import("./actions/keys-dialog.tsx"),
  ({ KeysDialog: View }) => View,
);
const SettingsDialog = lazyView(
  () => import("./settings/settings-dialog.tsx"),
  ({ SettingsDialog: View }) => View,
);

const layers = [Palette, KeysDialog, SettingsDialog];

/** The whole page. */
export const AppView = ({ model }: { model: AppModel }) => {
  const { toasts, i18n } = useApp();
  const visit = model.visit.value;
  usePreload(layers);
  return (
    <>
      {visit === undefined ? (
        <StartView model={model} />
      ) : (
        <VisitView visit={visit} openSettings={() => (model.layer.value = "settings")} />
      )}
      {visit?.phase.value.at !== "call" && <Toasts toasts={toasts.shown.value} label={i18n.t("app.messages")} />}
      <Layer model={model} />
    </>
  );
};

const VisitView = ({ visit, openSettings }: { visit: VisitModel; openSettings: () => void }) => {
  const phase = visit.phase.value;
  switch (phase.at) {
    case "lobby":
      return <LobbyView lobby={phase.lobby} openSettings={openSettings} />;
    case "rejoining":
      return <RejoiningView />;
    case "call":
      return <CallView call={phase.call} />;
    default:
      return <EndedView ended={phase.ended} />;
  }
};

const Layer = ({ model }: { model: AppModel }) => {
  const close = () => (model.layer.value = undefined);
  const visit = model.visit.value;
  switch (model.layer.value) {
    case "palette":
      return <Palette actions={model.actions} close={close} />;
    case "keys":
      return <KeysDialog actions={model.actions} close={close} change={() => (model.layer.value = "settings")} />;
    case "settings":
      return <SettingsDialog close={close} session={visit?.session} />;
    default:
      return null;
  }
};
