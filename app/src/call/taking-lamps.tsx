import { Button, Icon, OnAirIcon, Popover, RecordIcon, Switch, type IconProps } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { broadcastWidget, recordingWidget } from "../widgets/call-widgets.ts";
import { useCall } from "./call-context.ts";
import type { Taking } from "./recording-model.ts";
import "../i18n/en-lamps.ts";

/** Lit as long as anybody records or broadcasts. */
export const TakingLamps = () => {
  const { recording } = useCall();
  return (
    <>
      <Lamp taking={recording.onAir} icon={OnAirIcon} kind="onAir" widget={broadcastWidget} open="onAir.open" />
      <Lamp taking={recording} icon={RecordIcon} kind="record" widget={recordingWidget} open="action.record" />
    </>
  );
};

interface LampProps {
  readonly taking: Taking;
  readonly icon: IconProps["icon"];
  readonly kind: "record" | "onAir";
  readonly widget: string;
  readonly open: "onAir.open" | "action.record";
}

/** One lamp, with who it is; behind it the way out of the picture. */
const Lamp = ({ taking, icon, kind, widget, open }: LampProps) => {
  const i18n = useI18n();
  const { t } = i18n;
  const { recording, widgets } = useCall();
  const names = taking.names.value;
  const own = taking.own.value;
  if (names.length === 0 && !own) return null;
  const words = names.length > 0 ? t(`${kind}.by`, { name: i18n.list(names) }) : t(`${kind}.own`);
  return (
    <Popover
      label={words}
      align="start"
      trigger={(trigger) => (
        <button type="button" class="tfx-pill tfx-pill--live" {...trigger}>
          <Icon icon={icon} small />
          <span class="tfx-strong">{t(`${kind}.lamp`)}</span>
          <span class="tfx-clip tfx-top__words">{words}</span>
        </button>
      )}
    >
      <div class="tfx-seal">
        <p class="tfx-strong">{words}</p>
        <p class="tfx-muted">{t(own ? "record.ownText" : `${kind}.text`)}</p>
        {own && (
          <Button size="small" onClick={() => void widgets.start(widget)}>
            {t(open)}
          </Button>
        )}
        <Switch
          label={t("record.leaveOut")}
          hint={recording.leftOut.value ? t("record.leftOut") : undefined}
          checked={recording.leftOut.value}
          onSwitch={(leftOut) => recording.leaveOut(leftOut)}
        />
      </div>
    </Popover>
  );
};
