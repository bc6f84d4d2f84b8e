import { useSignal } from "@preact/signals";
import { Button, CopyIcon, ExternalIcon, IconButton, QrCode, QrCodeIcon } from "@tfx/ui";
import type { BroadcastLink, BroadcastPlace } from "@tfx/widget-sdk";
import { waysOf } from "../engine/ways.ts";
import type { BroadcastModel } from "../model.ts";
import { t } from "../words.ts";

interface Props {
  readonly model: BroadcastModel;
  readonly place: Pick<BroadcastPlace, "gateway" | "stream">;
  readonly link: BroadcastLink;
}

/** Where it can be watched: the page for everybody, and a line for each player. */
export const WaysView = ({ model, place: { gateway, stream }, link: { watchUrl, viewToken } }: Props) => {
  const hasCode = useSignal(false);
  return (
    <section class="tfx-part">
      <h3 class="tfx-part__title">{t("watch")}</h3>
      <Line model={model} name={t("watch.page")} line={watchUrl} />
      <div class="tfx-row">
        <Button size="small" icon={ExternalIcon} onClick={() => void model.open(watchUrl)}>
          {t("watch.open")}
        </Button>
        <Button size="small" icon={QrCodeIcon} aria-expanded={hasCode.value} onClick={() => (hasCode.value = !hasCode.value)}>
          {t(hasCode.value ? "watch.hide-qr" : "watch.show-qr")}
        </Button>
      </div>
      {hasCode.value && <QrCode text={watchUrl} label={t("watch.qr")} />}
      <details class="broadcast-players">
        <summary>{t("watch.players")}</summary>
        <div class="tfx-part">
          {waysOf({ gateway, stream, viewToken }).map(({ name, line }) => (
            <Line key={name} model={model} name={t(name)} line={line} />
          ))}
        </div>
      </details>
    </section>
  );
};

const Line = ({ model, name, line }: { readonly model: BroadcastModel; readonly name: string; readonly line: string }) => (
  <div class="broadcast-line">
    <div class="broadcast-line__words">
      <span class="tfx-part__note">{name}</span>
      <code dir="ltr">{line}</code>
    </div>
    <IconButton icon={CopyIcon} label={t("copy", { what: name })} size="small" onClick={() => void model.copy(line)} />
  </div>
);
