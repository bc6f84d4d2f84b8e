import {
  Button,
  CameraIcon,
  CameraOffIcon,
  ChevronIcon,
  HandIcon,
  IconButton,
  Late,
  Menu,
  MicrophoneIcon,
  MicrophoneOffIcon,
  PhoneIcon,
  Popover,
  ReactionIcon,
  ScreenShareIcon,
  ScreenShareOffIcon,
  WidgetIcon,
  type MenuItem,
  type SelectOption,
} from "@tfx/ui";
import { useComputed } from "@preact/signals";
import type { ActionId } from "../actions/action.ts";
import { printKeys } from "../actions/print-keys.ts";
import { useApp, useI18n } from "../app-context.ts";
import type { DeviceModel } from "../media/device-model.ts";
import { noiseChoice } from "../media/own-noise.ts";
import { widgetIcon } from "../widgets/widget-icon.ts";
import { lazyView } from "../scope/lazy-view.tsx";
import { useCall } from "./call-context.ts";
import { MoreMenu } from "./more-menu.tsx";
import { reactions } from "./reactions-model.ts";

const ShareMenu = lazyView(
  () => import("../screen/screen-views.ts"),
  ({ ShareMenu: View }) => View,
);

/** The controls below the stage. */
export const Bar = () => {
  const { t } = useI18n();
  return (
    <div class="tfx-bar tfx-call__fading" role="toolbar" aria-label={t("call.controls")}>
      <Late>
        <Controls />
      </Late>
    </div>
  );
};

const Controls = () => {
  const { devices, share, actions, widgets } = useCall();
  const canShare = useComputed(() => actions.value.get("share")?.run !== undefined);
  const sharing = share.isOn;
  const news = useComputed(() => widgets.model.value?.running.value.reduce((sum, { badge }) => sum + badge.value, 0) ?? 0);
  const { microphone, camera } = devices;
  return (
    <>
      <div class="tfx-bar__split">
        <ActionButton
          id="microphone"
          icon={microphone.isOn.value ? MicrophoneIcon : MicrophoneOffIcon}
          state={microphone.isOn.value ? undefined : "off"}
        />
        <MicrophoneMenu />
      </div>
      <div class="tfx-bar__split">
        <ActionButton id="camera" icon={camera.isOn.value ? CameraIcon : CameraOffIcon} state={camera.isOn.value ? undefined : "off"} />
        <CameraMenu />
      </div>
      {canShare.value && (
        <div class="tfx-bar__split">
          <ActionButton id="share" icon={sharing.value ? ScreenShareOffIcon : ScreenShareIcon} state={sharing.value ? "on" : undefined} />
          {sharing.value && <ShareMenu />}
        </div>
      )}
      <ActionButton id="widgets" icon={WidgetIcon} count={news.value} />
      <WidgetButtons />
      <Reactions />
      <MoreMenu />
      <ActionButton id="leave" icon={PhoneIcon} variant="leave" turn="hang-up" />
    </>
  );
};

/** Buttons of widgets that ask for one, a few; the menu behind More has them all. */
const WidgetButtons = () => {
  const { widgets } = useCall();
  return (
    <>
      {widgets.buttons.value.slice(0, 3).map(({ instance, manifest, badge, surface, press }) => (
        <IconButton
          key={instance}
          class="tfx-bar__widget"
          variant="tool"
          icon={widgetIcon(manifest.icon)}
          state={surface.value === null ? undefined : "on"}
          count={badge.value}
          label={manifest.name}
          aria-pressed={surface.value !== null}
          onClick={press}
        />
      ))}
    </>
  );
};

const ActionButton = ({
  id,
  ...rest
}: { id: ActionId } & Pick<Parameters<typeof IconButton>[0], "icon" | "state" | "variant" | "turn" | "count">) => {
  const app = useApp();
  const action = useCall().actions.value.get(id);
  return (
    <IconButton
      variant="tool"
      {...rest}
      label={action?.title ?? ""}
      shortcut={printKeys(app, action?.keys[0])}
      disabled={action?.run === undefined}
      onClick={() => action?.run?.()}
    />
  );
};

/** What can be picked beside a switch: a device, or what takes noise away. */
interface Choice {
  readonly options: readonly SelectOption[];
  readonly chosen: string;
  readonly choose: (value: string) => void;
}

const ofDevices = (devices: Pick<DeviceModel, "options" | "chosen" | "choose">): Choice => ({
  options: devices.options.value,
  chosen: devices.chosen.value,
  choose: (id) => devices.choose(id),
});

/** What a person picks for the own sound in the lobby, in the same order. */
const MicrophoneMenu = () => {
  const app = useApp();
  const { microphone, speaker } = useCall().devices;
  const choices = [ofDevices(microphone), noiseChoice(app), ...(speaker === undefined ? [] : [ofDevices(speaker)])];
  return <ChoiceMenu label={app.i18n.t("action.microphones")} choices={choices} />;
};

const CameraMenu = () => {
  const { t } = useI18n();
  return <ChoiceMenu label={t("action.cameras")} choices={[ofDevices(useCall().devices.camera)]} />;
};

const ChoiceMenu = ({ label, choices }: { label: string; choices: readonly Choice[] }) => (
  <Menu
    label={label}
    side="above"
    align="start"
    groups={choices.map(({ options, chosen, choose }) =>
      options.map((option): MenuItem => ({
        label: option.label,
        checked: option.value === chosen,
        run: () => choose(option.value),
      })),
    )}
    trigger={(trigger) => <IconButton {...trigger} class="tfx-bar__caret" icon={ChevronIcon} variant="tool" label={label} tip="none" />}
  />
);

/** Hand and reactions. */
const Reactions = () => {
  const app = useApp();
  const { t } = app.i18n;
  const call = useCall();
  const hand = call.actions.value.get("hand");
  const raised = call.self.hand.value;
  return (
    <Popover
      label={t("action.reactions")}
      side="above"
      align="center"
      trigger={(trigger) => (
        <IconButton
          {...trigger}
          icon={raised ? HandIcon : ReactionIcon}
          variant="tool"
          state={raised ? "on" : undefined}
          label={t("action.reactions")}
        />
      )}
    >
      <div class="tfx-emojis">
        {reactions.map((emoji) => (
          <button key={emoji} type="button" aria-label={t("action.react", { emoji })} onClick={() => call.reactions.react(emoji)}>
            {emoji}
          </button>
        ))}
        <Button icon={HandIcon} wide aria-keyshortcuts={printKeys(app, hand?.keys[0])?.join("+")} onClick={() => hand?.run?.()}>
          {hand?.title}
        </Button>
      </div>
    </Popover>
  );
};
