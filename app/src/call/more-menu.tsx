import {
  CommandIcon,
  CopyIcon,
  EyeIcon,
  EyeOffIcon,
  FullScreenExitIcon,
  FullScreenIcon,
  GridLayoutIcon,
  IconButton,
  InviteIcon,
  KeyboardIcon,
  LockIcon,
  Menu,
  MoreIcon,
  PeopleIcon,
  PhoneIcon,
  PictureInPictureIcon,
  SettingsIcon,
  SpeakerLayoutIcon,
  UnlockIcon,
  type MenuItem,
} from "@tfx/ui";
import type { ActionId } from "../actions/action.ts";
import { printKeys } from "../actions/print-keys.ts";
import { useApp } from "../app-context.ts";
import { widgetIcon } from "../widgets/widget-icon.ts";
import type { RunningWidget } from "../widgets/widgets-model.ts";
import { useCall } from "./call-context.ts";

type Entry = Pick<MenuItem, "icon" | "danger" | "checked"> & { readonly id: ActionId };

/** A widget with a button of its own; a narrow bar has no room for it. */
const widgetItem = ({ manifest, surface, press }: RunningWidget): MenuItem => ({
  label: manifest.name,
  icon: widgetIcon(manifest.icon),
  checked: surface.value !== null,
  run: press,
});

/** Everything that is wanted now and then. What is not available is left out. */
export const MoreMenu = () => {
  const app = useApp();
  const { actions, tiles, modes, room, widgets } = useCall();
  const layout = tiles.layout.value;
  const groups: readonly (readonly Entry[])[] = [
    [
      { id: "grid", icon: GridLayoutIcon, checked: layout !== "speaker" },
      { id: "speaker", icon: SpeakerLayoutIcon, checked: layout === "speaker" },
      { id: "selfView", icon: tiles.selfShown.value ? EyeOffIcon : EyeIcon },
    ],
    [
      { id: "fullScreen", icon: modes.isFullScreen.value ? FullScreenExitIcon : FullScreenIcon },
      { id: "pictureInPicture", icon: PictureInPictureIcon },
    ],
    [
      { id: "people", icon: PeopleIcon },
      { id: "invite", icon: InviteIcon },
      { id: "copyLink", icon: CopyIcon },
    ],
    [
      { id: "lock", icon: room.locked.value ? UnlockIcon : LockIcon },
      { id: "end", icon: PhoneIcon, danger: true },
    ],
    [
      { id: "settings", icon: SettingsIcon },
      { id: "palette", icon: CommandIcon },
      { id: "keys", icon: KeyboardIcon },
    ],
  ];
  const toItem = ({ id, ...entry }: Entry): readonly MenuItem[] => {
    const action = actions.value.get(id);
    if (action?.run === undefined) return [];
    return [{ ...entry, label: action.title, shortcut: printKeys(app, action.keys[0]), run: action.run }];
  };
  const label = app.i18n.t("action.more");
  return (
    <Menu
      label={label}
      side="above"
      align="center"
      groups={[widgets.buttons.value.map(widgetItem), ...groups.map((group) => group.flatMap(toItem))]}
      trigger={(trigger) => <IconButton {...trigger} icon={MoreIcon} variant="tool" label={label} />}
    />
  );
};
