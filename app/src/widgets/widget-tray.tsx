import { useComputed, useSignal } from "@preact/signals";
import { Dialog, Field, Icon, IconButton, SearchIcon, StopIcon, TrashIcon, type IconProps } from "@tfx/ui";
import type { WidgetManifest } from "@tfx/protocol/widgets";
import { fuzzyFind } from "../actions/fuzzy.ts";
import { useApp } from "../app-context.ts";
import { AddWidget } from "./add-widget.tsx";
import { OfferCard } from "./offer-card.tsx";
import { Grants, UseLamp } from "./use-lamp.tsx";
import { widgetIcon } from "./widget-icon.ts";
import type { KnownWidget, RunningWidget, WidgetsModel } from "./widgets-model.ts";
import "./widgets.css";
import "../i18n/en-widgets.ts";

const categories = ["see", "talk", "make", "share", "inspect"] as const;

/** Properties of the tray. */
export interface WidgetTrayProps {
  readonly widgets: WidgetsModel;
  readonly close: () => void;
}

/** All widgets: those that run first, then what could be started, found by a few letters. */
export const WidgetTray = ({ widgets, close }: WidgetTrayProps) => {
  const { t } = useApp().i18n;
  const typed = useSignal("");
  const idle = useComputed(() => {
    const running = new Set(widgets.running.value.map(({ manifest }) => manifest.id));
    return widgets.known.value.filter(({ manifest }) => !running.has(manifest.id));
  });
  const found = useComputed(() => fuzzyFind(typed.value, idle.value, ({ manifest }) => `${manifest.name} ${manifest.description}`));
  const start = (id: string) => {
    close();
    widgets.start(id);
  };
  return (
    <Dialog
      title={t("widgets.title")}
      closeLabel={t("app.close")}
      onClose={close}
      class="tfx-tray"
      foot={<AddWidget widgets={widgets} close={close} />}
    >
      <Field
        label={t("widgets.search")}
        labelHidden
        placeholder={t("widgets.search")}
        icon={SearchIcon}
        value={typed.value}
        autoFocus
        onText={(text) => (typed.value = text)}
      />
      {widgets.running.value.length > 0 && (
        <section class="tfx-tray__group">
          <h3 class="tfx-small tfx-muted">{t("widgets.running")}</h3>
          <ul>
            {widgets.running.value.map((running) => (
              <RunningLine key={running.instance} running={running} widgets={widgets} close={close} />
            ))}
          </ul>
        </section>
      )}
      <Offers widgets={widgets} close={close} />
      {categories.map((category) => (
        <Category
          key={category}
          title={t(`widgets.${category}`)}
          found={found.value.filter(({ manifest }) => manifest.category === category)}
          worn={widgets.worn.value}
          start={start}
          forget={(id) => widgets.forget(id)}
        />
      ))}
      {found.value.length === 0 && <p class="tfx-muted">{t(typed.value === "" ? "widgets.allRun" : "widgets.nothing")}</p>}
    </Dialog>
  );
};

/** What others started and this person has not joined: who, what it shows, and the way in. */
const Offers = ({ widgets, close }: WidgetTrayProps) => {
  const { t } = useApp().i18n;
  if (widgets.offered.value.length === 0) return null;
  return (
    <section class="tfx-tray__group">
      <h3 class="tfx-small tfx-muted">{t("widgets.others")}</h3>
      {widgets.offered.value.map((offer) => (
        <OfferCard key={offer.instance} offer={offer} widgets={widgets} onAnswer={close} />
      ))}
    </section>
  );
};

/** Properties of a group of widgets. */
interface CategoryProps {
  readonly title: string;
  readonly found: readonly KnownWidget[];
  readonly worn: ReadonlySet<string>;
  readonly start: (id: string) => void;
  readonly forget: (id: string) => void;
}

const Category = ({ title, found, worn, start, forget }: CategoryProps) =>
  found.length === 0 ? null : (
    <section class="tfx-tray__group">
      <h3 class="tfx-small tfx-muted">{title}</h3>
      <ul>
        {found.map((known) => (
          <KnownLine key={known.manifest.id} known={known} isOn={worn.has(known.manifest.id)} start={start} forget={forget} />
        ))}
      </ul>
    </section>
  );

/** A widget that could be started, or data that can be put on and off; one that was added says where it is from, and can be forgotten. */
const KnownLine = ({ known: { manifest, source, place = "", isKept }, isOn, start, forget }: KnownLineProps) => {
  const { t } = useApp().i18n;
  return (
    <li class="tfx-tray__line">
      <button
        type="button"
        class="tfx-tray__widget"
        aria-pressed={manifest.kind === "declarative" ? isOn : undefined}
        onClick={() => start(manifest.id)}
      >
        <WidgetWords manifest={manifest} icon={widgetIcon(manifest.icon)} />
        {isOn && <span class="tfx-small tfx-strong">{t("widgets.isOn")}</span>}
        {source !== "ours" && <span class="tfx-small tfx-muted">{t(`widgets.from.${source}`, { place })}</span>}
      </button>
      {isKept && (
        <IconButton
          icon={TrashIcon}
          label={t("widgets.forget", { name: manifest.name })}
          tip="top-end"
          onClick={() => forget(manifest.id)}
        />
      )}
    </li>
  );
};

type KnownLineProps = Pick<CategoryProps, "start" | "forget"> & { readonly known: KnownWidget; readonly isOn: boolean };

const WidgetWords = ({ manifest, icon }: { manifest: WidgetManifest; icon: IconProps["icon"] }) => (
  <>
    <Icon icon={icon} />
    <span class="tfx-tray__words">
      <span class="tfx-strong">{manifest.name}</span>
      <span class="tfx-small tfx-muted">
        {/* What somebody else wrote may run the other way. */}
        {manifest.kind === "builtin" ? manifest.description : <bdi>{manifest.description}</bdi>}
      </span>
    </span>
  </>
);

/** A widget that runs: shown by a press, with its lamp, what it may do, and its end. */
const RunningLine = ({ running, widgets, close }: { running: RunningWidget; widgets: WidgetsModel; close: () => void }) => {
  const { t } = useApp().i18n;
  const { manifest, instance } = running;
  const isStopping = running.isStopping.value;
  return (
    <li>
      <div class="tfx-tray__line">
        <button
          type="button"
          class="tfx-tray__widget"
          disabled={isStopping}
          onClick={() => {
            close();
            widgets.show(instance);
          }}
        >
          <WidgetWords manifest={manifest} icon={widgetIcon(manifest.icon)} />
          {isStopping ? (
            <span class="tfx-small tfx-muted" role="status">
              {t("widgets.stopping")}
            </span>
          ) : (
            <UseLamp running={running} />
          )}
        </button>
        <IconButton
          icon={StopIcon}
          disabled={isStopping}
          label={t("widgets.stop", { name: manifest.name })}
          tip="top-end"
          onClick={() => widgets.stop(instance)}
        />
      </div>
      {!isStopping && <Grants running={running} widgets={widgets} />}
    </li>
  );
};
