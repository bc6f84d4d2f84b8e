import { Button, Icon, OnAirIcon, Popover, RecordIcon, Switch, type IconProps } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { broadcastWidget, recordingWidget } from "../widgets/call-widgets.ts";
import { useCall } from "./call-context.ts";
import { lampWords, type LampKind } from "./lamp-words.ts";
import type { Taking } from "./recording-model.ts";

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
  readonly kind: LampKind;
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
  const { word, words, text } = lampWords(
    { kind, names: i18n.list(names), own, paused: taking.paused.value, texts: taking.texts.value },
    t,
  );
  return (
    <Popover
      label={words}
      align="start"
      trigger={(trigger) => (
        <button type="button" class="tfx-pill tfx-pill--live" aria-label={`${word}: ${words}`} {...trigger}>
          <Icon icon={icon} small />
          <span class="tfx-lamp__word tfx-strong">{word}</span>
          <span class="tfx-lamp__words tfx-clip">{words}</span>
        </button>
      )}
    >
      <div class="tfx-seal">
        <p class="tfx-strong">{words}</p>
        <p class="tfx-muted">{text}</p>
        {own && (
          <Button size="small" onClick={() => void widgets.start(widget)}>
            {t(open)}
          </Button>
        )}
        <Switch
          label={t("record.leaveOut")}
          hint={recording.leftOut.value ? t(`${kind}.leftOut`) : undefined}
          checked={recording.leftOut.value}
          onSwitch={(leftOut) => recording.leaveOut(leftOut)}
        />
      </div>
    </Popover>
  );
};
