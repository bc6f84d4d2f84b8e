import { ChevronIcon, IconButton, Menu, PauseIcon, PenIcon, PlayIcon, ScreenShareIcon, ScreenShareOffIcon, type MenuItem } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import "../i18n/en-share.ts";

/** What can be done about one's own share, beside the switch for it. */
export const ShareMenu = () => {
  const { t } = useI18n();
  const { share } = useCall();
  const content = share.content.value;
  const isPaused = share.isPaused.value;
  const kinds = (["text", "motion"] as const).map((kind): MenuItem => ({
    label: t(`share.${kind}`),
    checked: content === kind,
    run: () => share.setContent(kind),
  }));
  const draws = share.othersDraw.value;
  const groups: readonly (readonly MenuItem[])[] = [
    [
      { label: t(isPaused ? "share.resume" : "share.pause"), icon: isPaused ? PlayIcon : PauseIcon, run: share.togglePause },
      { label: t("share.letDraw"), icon: PenIcon, checked: draws, run: () => share.letDraw(!draws) },
    ],
    kinds,
    [
      ...(share.start === undefined ? [] : [{ label: t("share.other"), icon: ScreenShareIcon, run: share.start }]),
      { label: t("action.unshare"), icon: ScreenShareOffIcon, danger: true, run: share.stop },
    ],
  ];
  const label = t("share.menu");
  return (
    <Menu
      label={label}
      side="above"
      align="start"
      groups={groups}
      trigger={(trigger) => <IconButton {...trigger} class="tfx-bar__caret" icon={ChevronIcon} variant="tool" label={label} tip="none" />}
    />
  );
};
