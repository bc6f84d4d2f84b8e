import { Button, Icon, Popover, RecordIcon, Switch } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { recordingWidget } from "../widgets/call-widgets.ts";
import { useCall } from "./call-context.ts";

/** Lit as long as anybody records, with who it is; behind it the way out of the picture. */
export const RecordingLamp = () => {
  const i18n = useI18n();
  const { t } = i18n;
  const { recording, widgets } = useCall();
  const names = recording.names.value;
  const own = recording.own.value;
  if (names.length === 0 && !own) return null;
  const words = names.length > 0 ? t("record.by", { name: i18n.list(names) }) : t("record.own");
  return (
    <Popover
      label={words}
      align="start"
      trigger={(trigger) => (
        <button type="button" class="tfx-pill tfx-pill--live" {...trigger}>
          <Icon icon={RecordIcon} small />
          <span class="tfx-strong">{t("record.lamp")}</span>
          <span class="tfx-clip tfx-top__words">{words}</span>
        </button>
      )}
    >
      <div class="tfx-seal">
        <p class="tfx-strong">{words}</p>
        <p class="tfx-muted">{t(own ? "record.ownText" : "record.text")}</p>
        {own && (
          <Button size="small" onClick={() => void widgets.start(recordingWidget)}>
            {t("action.record")}
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
