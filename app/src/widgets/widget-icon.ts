import {
  ActivityIcon,
  AddedWidgetIcon,
  AppearanceIcon,
  CaptionsIcon,
  IdCardIcon,
  MessageIcon,
  ReactionIcon,
  OnAirIcon,
  RecordIcon,
  type IconProps,
} from "@tfx/ui";

const icons = new Map<string, IconProps["icon"]>([
  ["message", MessageIcon],
  ["captions", CaptionsIcon],
  ["activity", ActivityIcon],
  ["id-card", IdCardIcon],
  ["smile", ReactionIcon],
  ["palette", AppearanceIcon],
  ["record", RecordIcon],
  ["on-air", OnAirIcon],
]);

/** The drawing that a manifest names; a plain one for names that are not known. */
export const widgetIcon = (name: string): IconProps["icon"] => icons.get(name) ?? AddedWidgetIcon;
